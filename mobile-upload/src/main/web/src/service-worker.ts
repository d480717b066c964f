/// <reference lib="webworker" />
// Keeps the page's own files, so that it starts without network, and the segmenter's once they were needed. What is said
// to the service (under api/, plain) never passes through here.
export {};

declare const __FILES__: string[];
declare const __VERSION__: string;

const scope = self as unknown as ServiceWorkerGlobalScope;
const PAGE = `roomprint-page-${__VERSION__}`;
const PEOPLE = "roomprint-people-0.1.1675465747";
const FILES = __FILES__;

scope.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(PAGE);
      // Past the browser's own cache: a file of the last version must not slip in under this one.
      await cache.addAll(["./", ...FILES].map((name) => new Request(name, { cache: "reload" })));
      await scope.skipWaiting();
    })(),
  );
});

scope.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const old = (await caches.keys()).filter(
        (name) => name.startsWith("roomprint-") && name !== PAGE && name !== PEOPLE,
      );
      await Promise.all(old.map((name) => caches.delete(name)));
      await scope.clients.claim();
    })(),
  );
});

scope.addEventListener("fetch", (event) => {
  const home = new URL(scope.registration.scope);
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || !address.href.startsWith(home.href)) {
    return;
  }
  const name = address.pathname.slice(home.pathname.length);
  if (name === "" || name === "index.html") {
    event.respondWith(fromCacheElseNetwork(PAGE, new Request("./")));
  } else if (FILES.includes(name)) {
    event.respondWith(fromCacheElseNetwork(PAGE, event.request));
  } else if (name.startsWith("people/")) {
    event.respondWith(fromCacheElseNetwork(PEOPLE, event.request));
  }
});

async function fromCacheElseNetwork(cacheName: string, request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept !== undefined) {
    return kept;
  }
  const fresh = await fetch(request);
  if (fresh.ok) {
    await cache.put(request, fresh.clone());
  }
  return fresh;
}
