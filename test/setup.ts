import { configureGlobal } from "fast-check";

// Laws are tried by chance, but the same chance for everybody: a check that fails today must have failed yesterday. Other chances:
// `FAST_CHECK_SEED=$RANDOM npm test`; what one of them finds becomes a test of its own.
configureGlobal({ seed: Number(process.env["FAST_CHECK_SEED"] ?? 1) });
