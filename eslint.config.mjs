import js from "@eslint/js";
import hooks from "eslint-plugin-react-hooks";
import ts from "typescript-eslint";

const CONFIG_ONCE =
  "Configuration is parsed once, in app/env.server.ts, so that a missing value stops the boot with a list instead of failing at first use.";

export default ts.config(
  {
    ignores: [
      "build/",
      "public/build/",
      ".data/",
      ".cache/",
      "extensions/storefront/assets/*.js",
      "playwright-report/",
      "test-results/",
      "tour/",
    ],
  },
  js.configs.recommended,
  ...ts.configs.recommended,
  {
    files: ["**/*.{ts,tsx,mts}"],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    plugins: { "react-hooks": hooks },
    rules: {
      ...hooks.configs.recommended.rules,
      "max-lines": ["error", { max: 400 }],
      eqeqeq: ["error", "always", { null: "ignore" }],
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": [
        "error",
        { checksVoidReturn: false },
      ],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_" },
      ],
    },
  },
  {
    files: ["app/**/*.{ts,tsx}"],
    ignores: ["app/env.server.ts"],
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "process", property: "env", message: CONFIG_ONCE },
      ],
    },
  },
  {
    files: [
      "app/modules/**/*.ts",
      "app/modules/**/*.tsx",
      "app/shared/**/*.ts",
    ],
    ignores: ["**/*.test.ts", "**/*.test.tsx"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector:
            "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message:
            "Time is an argument: take it from the caller, who asks app/clock.server.ts. The demo's clock and the tests depend on it.",
        },
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message:
            "Time is an argument: take it from the caller, who asks app/clock.server.ts. The demo's clock and the tests depend on it.",
        },
        {
          selector:
            "CallExpression[callee.object.name='Math'][callee.property.name='random']",
          message:
            "Chance is an argument, so that a visit can be played again.",
        },
      ],
    },
  },
  {
    files: ["**/*.{js,mjs}"],
    languageOptions: { globals: { process: "readonly", console: "readonly" } },
  },
  {
    files: ["dev/fake-shopify/theme*/**/*.js"],
    languageOptions: {
      globals: Object.fromEntries(
        "window document location history fetch URL DOMParser HTMLElement customElements Event CustomEvent CSS performance"
          .split(" ")
          .map((name) => [name, "readonly"]),
      ),
    },
  },
);
