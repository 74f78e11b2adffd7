import { join } from "node:path";
import { expect, test } from "vitest";
import { allFlows, cacheIn, findFlow, findFlows, flowFilesBelow } from "../../../src/host/index.ts";
import { BadInput, printBadInput } from "../../../src/model/wrong.ts";
import { smallFlow } from "../../small-flow.ts";
import { temporaryFolder } from "../../temporary-folder.ts";

function folderWith(files: Readonly<Record<string, string>>, folder = "flows") {
  const cwd = temporaryFolder({ "package.json": "{}", ...files });
  return { cwd, folder, timeout: 5000, cache: cacheIn(join(cwd, ".cache")) };
}

async function complaint(trying: Promise<unknown>): Promise<string> {
  const error: unknown = await trying.catch((thrown: unknown) => thrown);
  if (error instanceof BadInput) return printBadInput(error);
  throw error;
}

const both = { "flows/b.ts": smallFlow("first"), "flows/a.ts": smallFlow("second") };

test("the flows of a folder, by file name; other files and folders are not looked at", async () => {
  const folder = folderWith({ ...both, "flows/parts/c.ts": "throw 1", "flows/x.md": "", "flows/y.d.ts": "", "flows/.z.ts": "throw 1" });
  expect((await allFlows(folder)).map(({ flow, file }) => [flow.id, file])).toEqual([
    ["second", "flows/a.ts"],
    ["first", "flows/b.ts"],
  ]);
});

test("one flow by its id, or by the path of its file wherever it lies", async () => {
  const folder = folderWith({ ...both, "elsewhere/c.ts": smallFlow("third") });
  expect((await findFlow("first", folder)).file).toBe("flows/b.ts");
  expect((await findFlow("elsewhere/c.ts", folder)).flow.id).toBe("third");
  expect((await findFlow(join(folder.cwd, "flows/a.ts"), folder)).file).toBe("flows/a.ts");
  expect((await findFlow("third", { ...folder, folder: "elsewhere" })).flow.id).toBe("third");
  expect((await findFlows(["first", "flows/b.ts", "elsewhere/c.ts"], folder)).map(({ flow }) => flow.id)).toEqual(["first", "third"]);
  expect((await findFlows([], folder)).map(({ flow }) => flow.id)).toEqual(["second", "first"]);
});

test("a name that is not there: the names there are, and the nearest one", async () => {
  const folder = folderWith(both);
  expect(await complaint(findFlow("frist", folder))).toBe('there is no flow "frist" in flows. Did you mean first? Flows: second, first');
  expect(await complaint(findFlow("zzzzzz", folder))).toBe('there is no flow "zzzzzz" in flows. Flows: second, first');
  expect(await complaint(findFlow("seco", folder))).toBe('there is no flow "seco" in flows. Did you mean second? Flows: second, first');
  expect(await complaint(findFlow("x", folderWith({ "flows/x.md": "" })))).toBe('there is no flow "x" in flows. There are no flows');
  expect(await complaint(findFlow("flows/c.ts", folder))).toBe("cannot read the flow file flows/c.ts: there is no such file or directory");
});

test("a flow that lies deeper than its folder is told by its path", async () => {
  const folder = folderWith({ ...both, "flows/more/third.ts": smallFlow("third") });
  expect(await complaint(findFlow("third", folder))).toBe(
    'there is no flow "third" in flows, but there is flows/more/third.ts. Name that path, or its folder with --flows flows/more',
  );
});

test("the flow files of the folders of a folder", () => {
  const files = {
    ...both,
    "flows/b/x/d.ts": "",
    "flows/b/c.json": "",
    "flows/a/e.ts": "",
    "flows/node_modules/f.ts": "",
    "flows/.g/h.ts": "",
  };
  const { cwd } = folderWith(files);
  expect(flowFilesBelow("flows", cwd)).toEqual(["flows/a/e.ts", "flows/b/c.json", "flows/b/x/d.ts"]);
});

test("one id in two files, wherever they lie", async () => {
  const folder = folderWith({ ...both, "elsewhere/c.ts": smallFlow("first") });
  const twins = 'elsewhere/c.ts:4:16: the flow id "first" is used already, in flows/b.ts. Give each flow an id of its own';
  expect(await complaint(findFlows(["first", "elsewhere/c.ts"], folder))).toBe(twins);
  expect(await complaint(findFlows(["flows/b.ts", "elsewhere/c.ts"], folder))).toBe(twins);
});

test("a folder that is not there, and a file where one of its flows has to be named", async () => {
  const remedy = "Stand where the folder flows is, or name another one with --flows DIR";
  expect(await complaint(allFlows(folderWith({})))).toBe(`cannot read the folder flows: there is no such file or directory. ${remedy}`);
  expect(await complaint(allFlows(folderWith({ flows: "" })))).toMatch(/^cannot read the folder flows: a part of its path is a file/u);
  const second = smallFlow("second")
    .replace(/import.*\n/gu, "")
    .replace("export default", "export const second =");
  expect(await complaint(findFlow("flows/two.ts", folderWith({ "flows/two.ts": smallFlow("first") + second })))).toBe(
    "flows/two.ts has several flows: first, second. Name one by its id, with --flows for its folder",
  );
});
