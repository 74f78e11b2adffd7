import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  // A flow imports the tool by its name, in a test as anywhere.
  resolve: {
    alias: [
      { find: /^callflow\/sip$/, replacement: here("src/dsl/sip.ts") },
      { find: /^callflow$/, replacement: here("src/index.ts") },
    ],
  },
  // Nothing is timed here; a busy machine gets the time it needs.
  test: { include: ["test/**/*.test.ts"], setupFiles: ["test/setup.ts"], pool: "threads", isolate: false, testTimeout: 60_000 },
});
