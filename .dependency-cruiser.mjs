// Who may import whom: protocol < chain < parts < features, terminal < app; ui knows only i18n, parts may know both.
const rule = (name, from, to, comment) => ({ name, severity: "error", comment, from, to });
const inside = (...rooms) => `^(${rooms.join("|")})/`;
const chain = "frontend/src/chain";
const ui = "frontend/src/ui";
const i18n = "frontend/src/i18n";
const parts = "frontend/src/parts";
const features = "frontend/src/features";
const terminal = "frontend/src/terminal";
const app = "frontend/src/app";
const production = { pathNot: "\\.test\\.tsx?$" };

export default {
  forbidden: [
    rule(
      "no-cycles",
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
      "Two files that need each other are one thing or hide a third",
    ),
    {
      ...rule(
        "no-folder-cycles",
        { path: inside("scripts") },
        { circular: true },
        "Commands stand on top of deploy, start and handover; what two folders share goes down to node or process",
      ),
      scope: "folder",
    },
    rule("all-resolved", {}, { couldNotResolve: true, pathNot: "\\?url$" }, "Each import leads somewhere"),
    rule(
      "protocol-is-lowest",
      { path: inside("protocol") },
      { path: inside("frontend", "relay", "scripts", "ignition", "test", "bench") },
    ),
    rule(
      "protocol-is-pure",
      { path: inside("protocol"), ...production },
      { dependencyTypes: ["core"] },
      "It runs in browsers too",
    ),
    rule(
      "relay-sees-protocol",
      { path: inside("relay") },
      { path: inside("frontend", "scripts", "ignition", "test", "bench") },
    ),
    rule(
      "a-server-needs-no-workshop",
      { path: inside("relay", "protocol"), pathNot: "\\.(test|fixture)\\.ts$" },
      { dependencyTypes: ["npm-dev"] },
      "A server runs the relay without what compiles, builds and tests it",
    ),
    rule(
      "a-browser-reads-with-valibot",
      { path: inside("frontend/src", "protocol") },
      { path: "^node_modules/zod/" },
      "zod weighs 9 kB squeezed in everybody's first load, valibot 2 (decision 0035)",
    ),
    rule(
      "frontend-sees-protocol",
      { path: inside("frontend"), pathNot: ["^frontend/build/", "\\.test\\.tsx?$"] },
      { path: inside("relay", "scripts", "ignition", "test", "bench") },
    ),
    rule(
      "a-build-sees-the-club",
      { path: inside("frontend/build") },
      { path: inside("relay", "scripts", "test", "bench") },
      "The club's words go into the build",
    ),
    rule("scripts-do-not-see-frontend", { path: inside("scripts") }, { path: inside("frontend", "test", "bench") }),
    rule(
      "ignition-stands-alone",
      { path: inside("ignition") },
      { path: inside("frontend", "relay", "scripts", "test", "bench") },
    ),
    rule(
      "nobody-sees-tests",
      { path: inside("protocol", "frontend", "relay", "scripts", "ignition") },
      { path: inside("test") },
    ),
    rule("ui-knows-only-i18n", { path: inside(ui) }, { path: "^(frontend|protocol)/", pathNot: inside(ui, i18n) }),
    rule(
      "i18n-knows-nobody",
      { path: inside(i18n), ...production },
      { path: inside(chain, ui, parts, features, terminal, app) },
    ),
    rule(
      "chain-is-below",
      { path: inside(chain), ...production },
      { path: inside(ui, parts, features, terminal, app), pathNot: `^${ui}/state/loaded\\.ts$` },
      "But for the type of what is loaded: ui shows it and chain answers in it",
    ),
    rule("parts-below-features", { path: inside(parts) }, { path: inside(features, terminal, app) }),
    rule("features-below-app", { path: inside(features) }, { path: inside(app, terminal) }),
    rule(
      "features-do-not-meet",
      { path: `^${features}/([^/]+)/` },
      { path: `^${features}/`, pathNot: `^${features}/$1/` },
      "Rooms do not meet: shared reads go down to chain, shared parts to parts, composition goes up to app",
    ),
    rule("terminal-below-app", { path: inside(terminal) }, { path: inside(app, features) }),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(types|artifacts|bench/peers/node_modules|frontend/dist)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "browser", "types", "default"] },
  },
};
