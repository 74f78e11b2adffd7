#!/usr/bin/env node
import { runProcess } from "../process-terminal.ts";

await runProcess(["lint", ...process.argv.slice(2)]);
