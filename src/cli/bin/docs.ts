import { docs } from "../docs.ts";
import { refusing } from "../main.ts";
import { runProcess } from "../terminal/process-terminal.ts";

await runProcess((terminal) => refusing(terminal, () => docs(process.argv.slice(2), terminal)));
