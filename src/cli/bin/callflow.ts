#!/usr/bin/env node
import { runProcess } from "../process-terminal.ts";

await runProcess(process.argv.slice(2));
