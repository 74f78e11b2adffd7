/** The words that the sentence grammar of clauses knows. All in the form they are printed in the present tense: `sends`. */

type Kind = "send" | "forward" | "answer" | "ask" | "notify" | "receive";

const kinds: Readonly<Record<Kind, string>> = {
  send: "sends transmits issues submits delivers conveys originates launches publishes emits initiates",
  forward: "forwards routes relays proxies redirects",
  answer: "returns responds replies answers acknowledges accepts confirms rejects",
  ask: "requests queries contacts asks instructs interrogates invokes invites commands orders",
  notify: "notifies informs alerts",
  receive: "receives",
};

/** Verbs of sending and the like, with what they do. */
export const actVerbs: ReadonlyMap<string, Kind> = new Map(
  Object.entries(kinds).flatMap(([kind, words]) => words.split(" ").map((word) => [word, kind as Kind] as const)),
);

/** `forwarded` → forward: what `is` … `to` somebody. */
export const passives: ReadonlyMap<string, Kind> = new Map([
  ...["sent", "transmitted", "issued", "submitted", "delivered", "conveyed", "published"].map((word) => [word, "send"] as const),
  ...["forwarded", "routed", "relayed", "proxied", "redirected"].map((word) => [word, "forward"] as const),
  ...["returned"].map((word) => [word, "answer"] as const),
  ...["received"].map((word) => [word, "receive"] as const),
]);

const others =
  "activates adds addresses aggregates allocates allows analyses anonymises appends applies assigns associates attaches attempts authenticates authorises authorizes becomes begins binds buffers builds calculates can cancels captures carries changes checks chooses clears closes collects combines comes compares completes computes concludes configures connects considers constructs contains continues converts correlates could creates decides de-registers deactivates declines decodes decrypts deduces deletes deregisters derives detects determines detaches did discards disconnects discovers displays does downloads drops enables encrypts ends enforces ensures enters establishes evaluates examines executes extracts fails fetches fills filters finds finishes generates gets gives goes grants handles has have hides holds identifies ignores includes increments indicates inserts intercepts interprets is joins keeps knows learns leaves listens locates looks maintains makes maps marks matches may means might modifies monitors moves multicasts must needs negotiates observes obtains offers opens overrides passes pauses performs places plays populates posts prepares presents presses proceeds processes produces prompts provides pulls pushes puts re-attempts re-selects re-sends reaches reads realises realizes recognises recognizes reconfigures records reestablishes re-establishes refers refreshes refuses registers releases removes renders replaces replicates reports reselects reserves resets resolves restarts resumes retains retransmits retrieves retries reuses runs saves searches selects serves sets shall should shows signals signs skips splits starts stays stops stores streams strips subscribes supplies supports suspends switches synchronises synchronizes takes tears terminates tests transcodes transfers transforms translates traverses triggers tries turns uninstalls unsubscribes updates uploads uses utilises utilizes validates verifies waits wants was were will withdraws wishes works writes are had would";

/** Every finite verb that is known: where one stands, the subject ends. */
export const verbs: ReadonlySet<string> = new Set([...others.split(" "), ...actVerbs.keys()]);

/** `send`, `establish`: what `to` may be followed by where it leads no receiver in. */
export const baseVerbs: ReadonlySet<string> = new Set(
  [...verbs]
    .flatMap((verb) => [verb, verb.replace(/s$/u, ""), verb.replace(/es$/u, ""), verb.replace(/ies$/u, "y")])
    .concat([
      "be",
      "have",
      "do",
      "hide",
      "make",
      "ensure",
      "proceed",
      "adapt",
      "bring",
      "give",
      "keep",
      "let",
      "meet",
      "pay",
      "re-establish",
      "set",
      "speak",
      "talk",
      "turn",
      "aid",
      "avoid",
      "help",
      "prevent",
      "improve",
      "support",
      "mix",
      "transfer",
      "communicate",
      "satisfy",
      "reach",
    ]),
);

export const modals: ReadonlySet<string> = new Set("may shall will can should must might could would does".split(" "));

export const adverbs: ReadonlySet<string> = new Set(
  "then also first now next subsequently immediately optionally additionally again finally further therefore thus hence consequently accordingly directly either both in turn only not successfully always already thereafter afterwards later instead simultaneously eventually possibly typically normally periodically transparently explicitly implicitly".split(
    " ",
  ),
);

/** Where a noun phrase of a clause ends. */
export const boundaries: ReadonlySet<string> = new Set(
  "to towards toward via through which that who whose with within without using by from for as when if after upon over along on into onto since because so while where whether before until once based including include containing carrying indicating requesting triggered according depending during about against between among except unless than then and or but nor is are was were be being been has have had may shall will can should must back per regarding concerning due following together pointing towards comprising asking whereby thereby whenever wherever plus except in of at".split(
    " ",
  ),
);

export const determiners: ReadonlySet<string> = new Set("the a an its their his her another each every any some all both one".split(" "));
export const pronouns: ReadonlySet<string> = new Set("it he she they".split(" "));

/** Last words of phrases that name no participant. */
export const things: ReadonlySet<string> = new Set(
  "acknowledgement acknowledgment acknowledge action address answer bearer body call case cause challenge change channel clause code command condition confirmation connection contact content context criteria criterion data dialog dialogue domain-selection error event exchange failure field figure flow following function-call header identifier identity indication indicator information interface invitation item key leg list location media message messages method mode need notification number offer ok operation option order packet parameter parameters path payload period phase port procedure procedures process profile purpose reason record reference registration reply report request requests resource response responses result results route routing rule sdp section sequence service session sessions setup signal signalling state status step steps stream subscription table text time timer token traffic transaction transfer transmission trigger tunnel type update uri url value values version way word words above below example latter former others rest fact point moment end-user-experience decision policy policies verification authentication authorization authorisation reception receipt handover invite bye ack notify register subscribe refer publish prack cancel options prev note content-type ringing progress accepted".split(
    " ",
  ),
);

/** Last words of what may follow `in` or `of` within a participant's name. */
export const wholes: ReadonlySet<string> = new Set(
  "system systems network networks domain plmn hplmn vplmn side ue area core cloud enterprise region ims epc 5gc home operator node site cluster edge ran cn pod gateway device party".split(
    " ",
  ),
);
