// The counter's own copy of itself, so that it opens without the network. The build puts version and files in.
// It answers only for the files of this build: the house (chain, relay, records) is always asked for real.
const name = "runde-counter-__VERSION__";
const files = ["__FILES__"];
const page = files[0];

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches.open(name).then((cache) => cache.addAll(files.map((file) => new Request(file, { cache: "reload" })))),
  );
});

// A new version waits until the page asks for it (`update.ts`): nothing changes under a till that is selling.
self.addEventListener("message", (event) => {
  if (event.data === "take over") self.skipWaiting();
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names.filter((old) => old.startsWith("runde-counter-") && old !== name).map((old) => caches.delete(old)),
        ),
      )
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || !url.pathname.startsWith("/terminal/")) return;
  const wanted = request.mode === "navigate" ? page : url.pathname;
  event.respondWith(caches.open(name).then(async (cache) => (await cache.match(wanted)) ?? fetch(request)));
});
