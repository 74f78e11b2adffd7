#!/usr/bin/env node
import "./require-node.ts";
import { main } from "../main.ts";
import { runProcess } from "../process-terminal.ts";

await runProcess((terminal) => main(["lint", ...process.argv.slice(2)], terminal));
