import { LINT_DOCUMENTS, loadPrograms } from "../../host/tool/load-programs.ts";
import type * as Programs from "../programs.ts";

await loadPrograms<typeof Programs>(LINT_DOCUMENTS).programs.workForLint();
