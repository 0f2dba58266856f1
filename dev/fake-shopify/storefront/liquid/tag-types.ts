import {
  type Liquid,
  type Parser,
  type Tag,
  tags,
  type TagToken,
  type TopLevelToken,
} from "liquidjs";

/** liquidjs does not export the names of these types. */
export type TagImplOptions = Extract<
  Parameters<Liquid["registerTag"]>[1],
  { render: unknown }
>;

type TagClass = new (
  token: TagToken,
  remain: TopLevelToken[],
  liquid: Liquid,
  parser: Parser,
) => Tag;

/** liquidjs's own render tag, for snippets. */
export const SnippetTag = tags["render"] as unknown as TagClass;
