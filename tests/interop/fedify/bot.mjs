// A small bot on Fedify, driven by one JSON object a line on stdin; answers and events are one JSON object a line on stdout.
//   node --require names.cjs bot.mjs ORIGIN PORT     modules are found through TEST_MODULES (a node_modules directory)
// Fedify itself signs, verifies and reads; the bot only says what to send and tells what Fedify accepted.
import http from "node:http";
import path from "node:path";
import readline from "node:readline";
import { pathToFileURL } from "node:url";

const load = (name) => import(pathToFileURL(path.join(process.env.TEST_MODULES, name)).href);
const { createFederation, generateCryptoKeyPair, InProcessMessageQueue, MemoryKvStore, parseNodeInfo } = await load("@fedify/fedify/dist/mod.js");
const { Accept, Application, Block, Delete, Endpoints, Follow, getActorHandle, isActor, Reject, Undo, Update } = await load("@fedify/vocab/dist/mod.js");

const [origin, port] = process.argv.slice(2);
const tell = (object) => process.stdout.write(JSON.stringify(object) + "\n");

// firstKnock: which signature Fedify tries first; it falls back to the other on a refusal.
const federation = createFederation({
  kv: new MemoryKvStore(),
  queue: new InProcessMessageQueue(),
  allowPrivateAddress: true,
  firstKnock: process.env.TEST_FIRST_KNOCK || "rfc9421",
  origin,
});
let secureMode = false; // answer the actor only to signed requests, as a peer in authorized-fetch mode does
const keys = new Map();
const keysOf = async (identifier) => {
  if (!keys.has(identifier)) keys.set(identifier, [await generateCryptoKeyPair("RSASSA-PKCS1-v1_5"), await generateCryptoKeyPair("Ed25519")]);
  return keys.get(identifier);
};

federation
  .setActorDispatcher("/users/{identifier}", async (context, identifier) => {
    const pairs = await context.getActorKeyPairs(identifier);
    return new Application({
      id: context.getActorUri(identifier),
      preferredUsername: identifier,
      name: `Bot ${identifier}`,
      inbox: context.getInboxUri(identifier),
      endpoints: new Endpoints({ sharedInbox: context.getInboxUri() }),
      publicKey: pairs[0].cryptographicKey,
      assertionMethods: pairs.map((pair) => pair.multikey),
    });
  })
  .setKeyPairsDispatcher((_, identifier) => keysOf(identifier))
  .authorize(async (context, identifier) => {
    if (!secureMode || identifier === "instance") return true;
    const key = await context.getSignedKey({ documentLoader: await context.getDocumentLoader({ identifier: "instance" }) });
    tell({ event: "fetch", signedBy: key?.id?.href ?? null });
    return key != null;
  });

const received = (name) => async (context, activity) => {
  // What stands in an Accept is our own Follow: of another origin than the Accept, and not to be fetched.
  const object = await activity.getObject({ ...context, crossOrigin: "trust" });
  tell({ event: name, id: activity.id?.href, actor: activity.actorId?.href, object: object?.id?.href, objectType: object?.constructor?.name, objectActor: object?.actorId?.href });
};
let inbox = federation.setInboxListeners("/users/{identifier}/inbox", "/inbox").setSharedKeyDispatcher(() => ({ identifier: "instance" }));
for (const [name, type] of Object.entries({ Accept, Reject, Follow, Undo, Delete, Block, Update })) inbox = inbox.on(type, received(name));
inbox.onError((_, error) => tell({ event: "error", message: String(error) }));

const server = http.createServer(async (request, response) => {
  try {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = new Headers();
    for (let i = 0; i < request.rawHeaders.length; i += 2) headers.append(request.rawHeaders[i], request.rawHeaders[i + 1]);
    const body = ["GET", "HEAD"].includes(request.method) ? undefined : Buffer.concat(chunks);
    const answer = await federation.fetch(new Request(new URL(request.url, origin), { method: request.method, headers, body }), { contextData: undefined });
    if (request.method === "POST") tell({ event: "post", path: request.url, status: answer.status, signature: headers.has("signature-input") ? "rfc9421" : "cavage" });
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(Buffer.from(await answer.arrayBuffer()));
  } catch (error) {
    tell({ event: "error", message: String(error) });
    response.writeHead(500).end();
  }
});
server.listen(Number(port), "127.0.0.1", () => tell({ event: "listening" }));

const follows = new Map();
let counter = 0;
const context = federation.createContext(new URL(origin), undefined);
const commands = {
  async lookup({ handle, as }) {
    const documentLoader = as ? await context.getDocumentLoader({ identifier: as }) : undefined;
    const actor = await context.lookupObject(handle, { documentLoader });
    if (!isActor(actor)) return { found: false };
    return {
      found: true, id: actor.id.href, type: actor.constructor.name, name: String(actor.name), username: actor.preferredUsername,
      handle: await getActorHandle(actor), inbox: actor.inboxId.href, sharedInbox: actor.endpoints?.sharedInbox?.href ?? null,
      manuallyApproves: actor.manuallyApprovesFollowers, key: (await actor.getPublicKey(context))?.id?.href ?? null,
    };
  },
  async nodeinfo({ url }) {
    // Fedify's own look-up asks public addresses only; its strict reading is what counts here.
    const links = (await (await fetch(new URL("/.well-known/nodeinfo", url))).json()).links;
    const href = links.find((link) => link.rel === "http://nodeinfo.diaspora.software/ns/schema/2.1").href;
    const info = parseNodeInfo(await (await fetch(href)).json());
    return { software: info?.software?.name ?? null, protocols: info?.protocols ?? [] };
  },
  async followers({ handle }) {
    const actor = await context.lookupObject(handle);
    return { total: (await actor.getFollowers())?.totalItems ?? null };
  },
  async follow({ handle, as }) {
    const actor = await context.lookupObject(handle);
    const follow = new Follow({ id: new URL(`#follow/${++counter}`, context.getActorUri(as)), actor: context.getActorUri(as), object: actor.id });
    follows.set(`${as} ${actor.id.href}`, follow);
    await context.sendActivity({ identifier: as }, actor, follow, { immediate: true });
    return { id: follow.id.href };
  },
  async unfollow({ handle, as }) {
    const actor = await context.lookupObject(handle);
    const follow = follows.get(`${as} ${actor.id.href}`);
    const undo = new Undo({ id: new URL(`#undo/${++counter}`, context.getActorUri(as)), actor: context.getActorUri(as), object: follow });
    await context.sendActivity({ identifier: as }, actor, undo, { immediate: true });
    return { id: undo.id.href };
  },
  async secure({ on }) {
    secureMode = on;
    return {};
  },
  async rotate({ as }) {
    keys.delete(as);
    return {};
  },
};

for await (const line of readline.createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  try {
    tell({ answer: command.n, ...(await commands[command.do](command)) });
  } catch (error) {
    tell({ answer: command.n, error: `${error.name}: ${error.message}${error.statusCode ?? ""} ${error.responseBody ?? ""}` });
  }
}
process.exit(0);
