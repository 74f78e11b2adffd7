#!/usr/bin/env node
import "./require-node.ts";
import { withPrograms } from "../../host/tool/load-programs.ts";
import type * as Programs from "../programs.ts";

const args = ["lint", ...process.argv.slice(2)];
await withPrograms<typeof Programs>(args, ({ run }) => run(args));
