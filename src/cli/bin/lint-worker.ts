import { loadPrograms } from "../../host/load-programs.ts";
import type * as Programs from "../programs.ts";

await loadPrograms<typeof Programs>("lint").programs.workForLint();
