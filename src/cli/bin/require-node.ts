import manifest from "../../../package.json" with { type: "json" };

// Imported first: an older Node fails somewhere, with a message that says nothing.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
const [wantedMajor = 0, wantedMinor = 0] = (/\d+\.\d+/u.exec(manifest.engines.node)?.[0] ?? "").split(".").map(Number);
if (major < wantedMajor || (major === wantedMajor && minor < wantedMinor)) {
  process.stderr.write(
    `callflow needs Node ${wantedMajor}.${wantedMinor} or newer; this is Node ${process.versions.node}. See https://nodejs.org/\n`,
  );
  process.exit(2);
}
