// The walls of the house. Each rule has one reason; change a rule only with a note in docs/decisions/.
const tiers = [
  "shops",
  "shoppers",
  "events",
  "offers|experiments|messages|social-proof|intent",
  "campaigns|recovery",
  "insights|privacy",
];
const TEST = "\\.(test|fixture)\\.tsx?$";
const DOOR = "/([^/]+)/\\1(\\.server)?\\.ts$";
const no = (name, comment, from, to) => ({
  name,
  comment,
  severity: "error",
  from,
  to,
});

export default {
  forbidden: [
    ...tiers.map((tier, i) =>
      no(
        `modules-downhill-${i}`,
        "Modules import downhill only (docs/architecture.md), so that no two of them know each other.",
        { path: `^app/modules/(${tier})/`, pathNot: TEST },
        {
          path: `^app/modules/(${tiers.slice(i).join("|")})/`,
          pathNot: "^app/modules/$1/",
        },
      ),
    ),
    no(
      "modules-by-the-door",
      "Other modules see a module's door and its pure rules, nothing behind them.",
      { path: "^app/modules/([^/]+)/", pathNot: TEST },
      { path: "^app/modules/", pathNot: ["^app/modules/$1/", DOOR] },
    ),
    no(
      "edges-use-doors",
      "HTTP edges and the worker authenticate, parse, call a door and answer. Behind the door they may use what is pure.",
      {
        path: "^app/(routes/|edges/|worker\\.ts|inbox\\.server\\.ts)",
        pathNot: TEST,
      },
      {
        path: "^app/modules/.*\\.server\\.tsx?$",
        pathNot: [DOOR, "/jobs\\.server\\.ts$"],
      },
    ),
    no(
      "pure-stays-pure",
      "A file without .server may run in the browser: it reaches no database, network, secret or clock.",
      {
        path: "^app/(modules|components|shared)/",
        pathNot: ["\\.server\\.tsx?$", TEST],
      },
      { path: "\\.server\\.tsx?$" },
    ),
    no(
      "database-only-in-modules",
      "Only modules know tables; everybody else asks their doors.",
      {
        path: "^app/",
        pathNot: [
          "^app/modules/",
          "^app/(shopify|admin-tokens|entry|migrate|health|heartbeat|worker|worker-chores|queue)(\\.server)?\\.tsx?$",
          "^app/edges/",
          TEST,
        ],
      },
      { path: "^app/db\\.server\\.ts$" },
    ),
    no(
      "wires-know-no-product",
      "A wire connects one outside thing; it knows nothing of campaigns or mails.",
      {
        path: "^app/[^/]+\\.server\\.ts$",
        pathNot: "^app/inbox\\.server\\.ts$",
      },
      { path: "^app/(modules|routes|components|storefront)/" },
    ),
    no(
      "storefront-is-alone",
      "The shopper's script carries nothing it does not need.",
      { path: "^app/storefront/", pathNot: TEST },
      { pathNot: "^app/(storefront|shared)/" },
    ),
    no(
      "shared-is-alone",
      "Shared code runs on the shopper's page: no packages, no other folder.",
      { path: "^app/shared/", pathNot: TEST },
      { pathNot: "^app/shared/" },
    ),
    no(
      "pixel-is-alone",
      "The checkout's sandbox carries one small script, and what it must agree on with the server.",
      { path: "^extensions/pixel/", pathNot: TEST },
      { pathNot: "^(extensions/pixel|app/shared)/" },
    ),
    no(
      "nothing-imports-edges",
      "Routes and edges are the outermost layer.",
      { path: "^app/(modules|components)/", pathNot: TEST },
      { path: "^app/(routes/|edges/|storefront/|worker\\.ts)" },
    ),
    no(
      "components-know-no-modules",
      "Components are shared by modules.",
      { path: "^app/components/" },
      { path: "^app/modules/" },
    ),
    no(
      "app-knows-no-dev",
      "The stand-in enters at the door of the process, never by an import.",
      { path: "^app/", pathNot: TEST },
      { path: "^(dev|tests|benchmarks)/" },
    ),
    no(
      "local-shopify-knows-no-product",
      "Were the stand-in to import the product, both would share one mistake.",
      { path: "^dev/fake-shopify/" },
      { path: "^app/" },
    ),
    no(
      "no-cycles",
      "A circle cannot be understood from either end.",
      {},
      { circular: true },
    ),
    no(
      "everything-resolves",
      "An import that does not resolve is a bug.",
      {},
      {
        couldNotResolve: true,
        // The local theme's modules find each other by the page's import map.
        pathNot: ["^\\.\\./build/", "virtual:remix", "^@theme/"],
      },
    ),
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(build|\\.cache|\\.data)/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
  },
};
