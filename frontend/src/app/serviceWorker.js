// This browser's own copy of the shell and the code, so that the installed app opens at the counter without the network,
// and of the parts of every page that was looked at. The build puts version and files in. It answers only for files of a
// build: the house (chain, relay, records) and every page are asked for real, and the copy stands in only where nobody
// answers.
const name = "runde-app-__VERSION__";
const files = ["__FILES__"];
const shell = files[0];

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(name)
      .then((cache) => cache.addAll(files.map((file) => new Request(file, { cache: "reload" }))))
      .then(() => self.skipWaiting()),
  );
});

// A page that is open still needs the files of its own version: the one before stays.
self.addEventListener("activate", (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => {
        const older = names.filter((one) => one.startsWith("runde-app-") && one !== name);
        return Promise.all(older.slice(0, -1).map((one) => caches.delete(one)));
      })
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || url.pathname.startsWith("/terminal/")) return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(async () => (await keptCopy(shell)) ?? Response.error()));
  } else if (files.includes(url.pathname) || url.pathname.startsWith("/assets/")) {
    event.respondWith(keptCopy(url.pathname).then((kept) => kept ?? fetchPart(request)));
  }
});

// Of this build, where the one before has a file of the same name.
async function keptCopy(path) {
  return (await caches.match(path, { cacheName: name })) ?? caches.match(path);
}

// A part has its content in its name: once here, it is never asked for again.
async function fetchPart(request) {
  const answer = await fetch(request);
  if (answer.ok) {
    const copy = answer.clone();
    // A browser without room keeps less; the page has its part all the same.
    await caches
      .open(name)
      .then((cache) => cache.put(new URL(request.url).pathname, copy))
      .catch(() => undefined);
  }
  return answer;
}

// What a page brought along before this worker was there.
self.addEventListener("message", (event) => {
  const parts = (event.data?.keep ?? []).filter((path) => path.startsWith("/assets/"));
  event.waitUntil(
    caches.open(name).then(async (cache) => {
      for (const path of parts) if (!(await caches.match(path))) await cache.add(path).catch(() => undefined);
    }),
  );
});
