/** graphql-js's validation errors in the words and codes of Shopify's API (a Ruby one). */
import type { GraphQLError } from "graphql";
import { Kind, visit, type ASTNode, type DocumentNode } from "graphql";

interface ApiError {
  message: string;
  locations?: readonly { line: number; column: number }[];
  path?: (string | number)[];
  extensions: Record<string, unknown>;
}

type Translate = (match: RegExpExecArray) => {
  message: string;
  extensions: Record<string, unknown>;
};

const TRANSLATIONS: [RegExp, Translate][] = [
  [
    /^Cannot query field "(\w+)" on type "(\w+)"/,
    ([, field, type]) => ({
      message: `Field '${field}' doesn't exist on type '${type}'`,
      extensions: { code: "undefinedField", typeName: type, fieldName: field },
    }),
  ],
  [
    /^Argument "(\w+)" of required type|^Field "(\w+)" argument "(\w+)" of type/,
    ([, , field, argument]) => ({
      message: `Field '${field}' is missing required arguments: ${argument}`,
      extensions: {
        code: "missingRequiredArguments",
        className: "Field",
        name: field,
        arguments: argument,
      },
    }),
  ],
  [
    /^Unknown argument "(\w+)" on field "\w+\.(\w+)"/,
    ([, argument, field]) => ({
      message: `Field '${field}' doesn't accept argument '${argument}'`,
      extensions: {
        code: "argumentNotAccepted",
        name: field,
        typeName: "Field",
        argumentName: argument,
      },
    }),
  ],
  [
    /^Field "(\w+)" of type "([^"]+)" must have a selection/,
    ([, field, type]) => ({
      message: `Field must have selections (field '${field}' returns ${type} but has no selections. Did you mean '${field} { ... }'?)`,
      extensions: {
        code: "selectionMismatch",
        nodeName: `field '${field}'`,
        typeName: type,
      },
    }),
  ],
  [
    /^Variable "\$(\w+)" is not defined/,
    ([, name]) => ({
      message: `Variable $${name} is used by but not declared`,
      extensions: { code: "variableNotDefined", variableName: name },
    }),
  ],
  [
    /^Variable "\$(\w+)" is never used/,
    ([, name]) => ({
      message: `Variable $${name} is declared by but not used`,
      extensions: { code: "variableNotUsed", variableName: name },
    }),
  ],
  [
    /(?:Expected value of type|cannot represent|does not exist in|is not defined by type|Field "\S+" of required type|Expected type|Exactly one key)/,
    (match) => ({
      message: match.input,
      extensions: {
        code: "argumentLiteralsIncompatible",
        typeName: "CoercionError",
      },
    }),
  ],
];

/** ["query Name", "shop", "nope"]: where in the document a node stands. */
function pathOf(document: DocumentNode, wanted: ASTNode): string[] {
  let found: string[] | null = null;
  visit(document, {
    enter(node, _key, _parent, _path, ancestors) {
      if (node !== wanted) return undefined;
      found = [
        ...ancestors.filter((one): one is ASTNode => !Array.isArray(one)),
        node,
      ].flatMap((one) => {
        if (one.kind === Kind.OPERATION_DEFINITION)
          return [
            one.name ? `${one.operation} ${one.name.value}` : one.operation,
          ];
        if (one.kind === Kind.FRAGMENT_DEFINITION)
          return [`fragment ${one.name.value}`];
        if (one.kind === Kind.FIELD)
          return [one.alias?.value ?? one.name.value];
        if (one.kind === Kind.ARGUMENT || one.kind === Kind.OBJECT_FIELD)
          return [one.name.value];
        if (one.kind === Kind.INLINE_FRAGMENT)
          return [`... on ${one.typeCondition?.name.value ?? ""}`];
        return [];
      });
      return false;
    },
  });
  return found ?? [];
}

export function toValidationError(
  error: GraphQLError,
  document: DocumentNode,
): ApiError {
  const node = error.nodes?.[0];
  const shape = {
    ...(error.locations ? { locations: error.locations } : {}),
    path: node ? pathOf(document, node) : [],
  };
  for (const [pattern, translate] of TRANSLATIONS) {
    const match = pattern.exec(error.message);
    if (match) {
      const { message, extensions } = translate(match);
      return { message, ...shape, extensions };
    }
  }
  return { message: error.message, ...shape, extensions: { code: "invalid" } };
}

export function toParseError(error: GraphQLError): ApiError {
  return {
    message: error.message.replace(/^Syntax Error: /, "syntax error: "),
    ...(error.locations ? { locations: error.locations } : {}),
    extensions: { code: "PARSE_ERROR" },
  };
}

/** graphql-js: `Variable "$x" got invalid value V at "x.a"; problem`. Shopify: problems with path and explanation. */
export function toVariableError(
  error: GraphQLError,
  variables: Record<string, unknown>,
): ApiError {
  const missing =
    /^Variable "\$(\w+)" of required type "([^"]+)" was not provided/.exec(
      error.message,
    );
  const match =
    missing ??
    /^Variable "\$(\w+)" (?:got invalid value|of non-null type)/.exec(
      error.message,
    );
  const name = match?.[1] ?? "";
  const place = / at "([^"]+)"; /.exec(error.message)?.[1] ?? name;
  const explanation = missing
    ? "Expected value to not be null"
    : error.message.replace(/^.*?; /s, "");
  const path = (place.match(/\w+/g) ?? [])
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
  const type = missing?.[2] ? ` of type ${missing[2]}` : "";
  const where = path.length > 0 ? ` for ${path.join(".")}` : "";
  return {
    message: `Variable $${name}${type} was provided invalid value${where} (${explanation})`,
    ...(error.locations ? { locations: error.locations } : {}),
    extensions: {
      code: "INVALID_VARIABLE",
      value: variables[name] ?? null,
      problems: [{ path, explanation }],
    },
  };
}
