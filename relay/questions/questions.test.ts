import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as v from "valibot";
import { keccak256, stringToHex } from "viem";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  answerId,
  type ChangedQuestion,
  changedQuestionsSchema,
  MOST_ANSWER,
  MOST_QUESTION,
  MOST_QUESTIONS_A_DAY,
  type Question,
  questionId,
  SAID_WITHIN,
  type ToldQuestion,
  toldQuestionsSchema,
  waitingSchema,
} from "#protocol/relay/questions.ts";
import { backUp, restore } from "../keeping/backup.ts";
import { PaperShelf } from "../papers/PaperShelf.ts";
import { folderOf } from "../store/folderOf.ts";
import { keptQuestions } from "./keptQuestions.ts";
import {
  answered,
  asked,
  house,
  NOW,
  people,
  QuestionDesk,
  removed,
  SmallChain,
  type Who,
} from "./questions.fixture.ts";

const DAY = 86_400;

let chain: SmallChain;
let desk: QuestionDesk;
beforeEach(() => {
  chain = new SmallChain();
  desk = new QuestionDesk(chain);
});
afterEach(() => desk.store.close());

const about = async (kind = "entry", number = 12) =>
  v.parse(toldQuestionsSchema, await desk.get<ToldQuestion[]>(`/about/${kind}/${number}`));
const waiting = async () => v.parse(waitingSchema, await desk.get("/waiting"));
const changes = async (of = desk) =>
  v.parse(changedQuestionsSchema, await of.get<ChangedQuestion[]>("/changes?after=0"));

describe("when somebody asks", () => {
  it("keeps a member's question and tells it with its signature, also after the relay began anew", async () => {
    const signed = await asked();
    expect(await desk.post("", signed)).toBe("ok");
    desk.again();
    const [told, ...more] = await about();
    expect(more).toEqual([]);
    expect(told).toMatchObject({ id: questionId(house, signed.question), kind: "entry", number: 12, said: signed });
    expect(await about("entry", 13)).toEqual([]);
    expect(await waiting()).toEqual({ open: 1, oldest: NOW });
  });

  it.each([
    ["entry", 30],
    ["request", 5],
    ["report", 3],
    ["motion", 4],
  ] as const)("takes the last %s there is, and none beyond it", async (kind, number) => {
    expect(await desk.post("", await asked({ kind, number }))).toBe("ok");
    expect(await desk.post("", await asked({ kind, number: number + 1 }))).toBe("404 noSubject");
    expect(await desk.post("", await asked({ kind, number: 0 }))).toBe("400 malformed");
  });

  it.each<[string, Partial<Question>, Who, string]>([
    ["without a seat", { seat: 10, epoch: 0, account: people.stranger.address }, "stranger", "403 notTheSeat"],
    ["with another one's seat", { account: people.other.address, epoch: 2 }, "other", "403 notTheSeat"],
    ["in another one's name", {}, "other", "403 notTheSeat"],
    ["with an epoch that is past", { epoch: 1 }, "member", "409 oldEpoch"],
    ["with an epoch to come", { epoch: 3 }, "member", "409 oldEpoch"],
    ["long ago", { askedAt: NOW - SAID_WITHIN - 1 }, "member", "409 notNow"],
    ["ahead of time", { askedAt: NOW + SAID_WITHIN + 1 }, "member", "409 notNow"],
    ["nothing", { text: "" }, "member", "400 empty"],
    ["with signs that nobody sees", { text: "Why\u202e?" }, "member", "400 notPlain"],
    ["at length", { text: "x".repeat(MOST_QUESTION + 1) }, "member", "400 tooLong"],
  ])("refuses who asks %s", async (_, change, by, refusal) => {
    expect(await desk.post("", await asked(change, by))).toBe(refusal);
    expect(await waiting()).toEqual({ open: 0, oldest: null });
  });

  it("refuses a signature for another house, and one that belongs to other words", async () => {
    const other = { ...house, contracts: { ...house.contracts, Share: house.contracts.Team } };
    expect(await desk.post("", await asked({}, "member", other))).toBe("403 notTheSeat");
    const signed = await asked();
    const changed = { ...signed, question: { ...signed.question, text: "Another question" } };
    expect(await desk.post("", changed)).toBe("403 notTheSeat");
  });

  it("keeps words in any script and signs of any page as they are, up to the last letter", async () => {
    const texts = ["لماذا مرتين؟", "<img src=x onerror=alert(1)> https://example.org", "😀".repeat(MOST_QUESTION)];
    for (const [i, text] of texts.entries())
      expect(await desk.post("", await asked({ number: i + 1, text }))).toBe("ok");
    expect((await desk.get<ToldQuestion[]>("")).map(({ said }) => said?.question.text).sort()).toEqual(texts.sort());
  });

  it("takes the word of an account that is a contract", async () => {
    const contract = `0x${"c0".repeat(20)}` as const;
    chain.seats[8] = { owner: contract, epoch: 2 };
    const signed = await asked({ account: contract }, "stranger");
    expect(await desk.post("", signed)).toBe("403 notTheSeat");
    chain.agreeable = true;
    expect(await desk.post("", signed)).toBe("ok");
  });

  it("changes nothing by the same question again, and lets each ask once about one thing", async () => {
    const signed = await asked();
    for (let i = 0; i < 3; i++) expect(await desk.post("", signed)).toBe("ok");
    expect(await desk.post("", await asked({ text: "And why so late?" }))).toBe("409 askedAlready");
    expect(await desk.post("", await asked({ seat: 9, epoch: 0, account: people.other.address }, "other"))).toBe("ok");
    expect(await about()).toHaveLength(2);
  });

  it("keeps one of two that come at once", async () => {
    const both = await Promise.all([asked(), asked()]);
    expect((await Promise.all(both.map((one) => desk.post("", one)))).sort()).toEqual(["409 askedAlready", "ok"]);
  });

  it("has room for so many of one person in a day, those that were removed included, and again tomorrow", async () => {
    for (let number = 1; number <= MOST_QUESTIONS_A_DAY; number++) {
      const signed = await asked({ number });
      expect(await desk.post("", signed)).toBe("ok");
      expect(await desk.post("/removals", await removed(signed.question))).toBe("ok");
    }
    expect(await desk.post("", await asked({ number: 20 }))).toBe("429 tooMuchToday");
    expect(await desk.post("", await asked({ seat: 9, epoch: 0, account: people.other.address }, "other"))).toBe("ok");
    desk.now = NOW + DAY;
    expect(await desk.post("", await asked({ number: 20, askedAt: desk.now }))).toBe("ok");
  });

  it.each([
    ["no JSON", "?"],
    ["another shape", { question: { seat: "8" } }],
    ["no signature", { question: {} }],
  ])("refuses %s", async (_, content) => {
    for (const path of ["", "/answers", "/removals"]) expect(await desk.post(path, content)).toBe("400 malformed");
  });

  it("refuses what is larger than any question", async () => {
    expect(await desk.post("", "x".repeat(10_000))).toBe("400 tooLong");
  });

  it("says that nobody answers while the chain does not, and keeps nothing", async () => {
    chain.isDown = true;
    expect(await desk.post("", await asked())).toBe("503 unreachable");
    chain.isDown = false;
    expect(await about()).toEqual([]);
  });

  it("gives an address so much and no more", async () => {
    const said: string[] = [];
    for (let i = 0; i < 200 && !said.includes("429 tooMuch"); i++) {
      const headers = { "content-type": "application/json" };
      const answer = await desk.app.request(
        "/relay/questions",
        { method: "POST", headers, body: "{}" },
        {
          incoming: { socket: { remoteAddress: "203.0.113.7" } },
        },
      );
      said.push(`${answer.status} ${((await answer.json()) as { error: { code: string } }).error.code}`);
    }
    expect(said).toContain("400 malformed");
    expect(said).toContain("429 tooMuch");
  });
});

describe("when somebody answers", () => {
  let question: Question;
  beforeEach(async () => {
    const signed = await asked();
    question = signed.question;
    expect(await desk.post("", signed)).toBe("ok");
  });

  it.each(["operator", "overseer"] as const)("keeps the word of the %s, and the question waits no more", async (by) => {
    const signed = await answered(question, {}, by);
    expect(await desk.post("/answers", signed)).toBe("ok");
    expect(await about()).toMatchObject([{ answer: signed }]);
    expect(await waiting()).toEqual({ open: 0, oldest: null });
  });

  it.each<[Who, () => void]>([
    ["operator", () => chain.leaveOffice()],
    ["overseer", () => chain.leaveOffice()],
    ["member", () => undefined],
    ["stranger", () => undefined],
  ])("refuses a %s who is not in office", async (by, leave) => {
    leave();
    expect(await desk.post("/answers", await answered(question, {}, by))).toBe("403 notInOffice");
  });

  it("keeps one answer: the same again is the same, and there is no second", async () => {
    const first = await answered(question);
    for (let i = 0; i < 2; i++) expect(await desk.post("/answers", first)).toBe("ok");
    expect(await desk.post("/answers", await answered(question, {}, "overseer"))).toBe("409 answeredAlready");
    expect(await about()).toMatchObject([{ answer: first }]);
    const two = await asked({ number: 13 });
    await desk.post("", two);
    const both = await Promise.all((["operator", "overseer"] as const).map((by) => answered(two.question, {}, by)));
    expect((await Promise.all(both.map((one) => desk.post("/answers", one)))).sort()).toEqual([
      "409 answeredAlready",
      "ok",
    ]);
  });

  it("refuses what was signed in another one's name, for another house, or at another time", async () => {
    const { answer } = await answered(question);
    const { signature } = await answered(question, answer, "member");
    expect(await desk.post("/answers", { answer, signature })).toBe("403 notInOffice");
    const other = { ...house, chainId: 5 };
    expect(await desk.post("/answers", await answered(question, {}, "operator", other))).toBe("403 notInOffice");
    const late = await answered(question, { answeredAt: NOW - SAID_WITHIN - 1 });
    expect(await desk.post("/answers", late)).toBe("409 notNow");
  });

  it.each([
    ["", "400 empty"],
    ["x".repeat(MOST_ANSWER + 1), "400 tooLong"],
    [" trailing ", "400 notPlain"],
  ])("refuses %j", async (text, refusal) => {
    expect(await desk.post("/answers", await answered(question, { text }))).toBe(refusal);
  });

  it("refuses an answer to nothing, to what was removed, and to what is hidden", async () => {
    const none = keccak256(stringToHex("no question"));
    expect(await desk.post("/answers", await answered(question, { question: none }))).toBe("404 noQuestion");
    desk.hidden.hide({ hash: questionId(house, question), reason: "Names a person", at: NOW });
    expect(await desk.post("/answers", await answered(question))).toBe("451 hidden");
    await desk.post("/removals", await removed(question));
    expect(await desk.post("/answers", await answered(question))).toBe("410 removed");
  });
});

describe("when its author takes a question back", () => {
  it("leaves no word of it or of its answer, on the disk either, and nobody brings it back", async () => {
    const text = "An unmistakable question about nothing";
    const reply = "An unmistakable answer to it";
    const signed = await asked({ text });
    const said = await answered(signed.question, { text: reply });
    await desk.post("", signed);
    await desk.post("/answers", said);
    const onDisk = () => {
      const folder = folderOf(desk.dataDir, house.houseId);
      const files = readdirSync(folder).filter((name) => name.startsWith("relay.sqlite"));
      return files.some((name) => [text, reply].some((words) => readFileSync(join(folder, name)).includes(words)));
    };
    expect(onDisk()).toBe(true);
    const taken = await removed(signed.question);
    for (let i = 0; i < 2; i++) expect(await desk.post("/removals", taken)).toBe("ok");
    expect(onDisk()).toBe(false);
    expect(await about()).toEqual([]);
    expect(await waiting()).toEqual({ open: 0, oldest: null });
    expect(await desk.post("", signed)).toBe("410 removed");
    expect(await desk.post("/answers", said)).toBe("410 removed");
    expect(await desk.post("", await asked({ text: "Asked anew" }))).toBe("ok");
  });

  it("is the author's alone, also after they have left", async () => {
    const { question, signature } = await asked();
    await desk.post("", { question, signature });
    expect(await desk.post("/removals", await removed(question, "operator"))).toBe("403 notTheAuthor");
    const forged = await removed(question, "operator", { account: people.member.address });
    expect(await desk.post("/removals", forged)).toBe("403 notTheAuthor");
    const none = await removed(question, "member", { question: keccak256(stringToHex("none")) });
    expect(await desk.post("/removals", none)).toBe("404 noQuestion");
    chain.seats = {};
    expect(await desk.post("/removals", await removed(question))).toBe("ok");
  });
});

describe("what is hidden at the server", () => {
  it("says that it is and why, waits no more, and comes back as it was", async () => {
    const { question, signature } = await asked();
    const id = questionId(house, question);
    await desk.post("", { question, signature });
    desk.hidden.hide({ hash: id, reason: "Names a person", at: NOW });
    const [told] = await about();
    expect(told).toEqual({ id, kind: "entry", number: 12, askedAt: NOW, hidden: "Names a person" });
    expect(await waiting()).toEqual({ open: 0, oldest: null });
    expect(await changes()).toEqual([{ change: 1 }]);
    desk.hidden.unhide(id);
    expect((await about())[0]?.said).toEqual({ question, signature });
  });

  it("is found by its hash in a list for whoever runs the server", async () => {
    const [one, two] = [await asked({ number: 1 }), await asked({ number: 2, text: "And this?" })];
    await desk.post("", one);
    await desk.post("", two);
    const said = await answered(one.question);
    await desk.post("/answers", said);
    await desk.post("/removals", await removed(two.question));
    expect(keptQuestions(desk.store)).toEqual([
      `${questionId(house, one.question)}  entry 1, member 8: Why was this paid twice?`,
      `${answerId(house, said.answer)}  answered: The first transfer came back.`,
    ]);
  });

  it("is an answer alone, under the question that stays", async () => {
    const { question, signature } = await asked();
    await desk.post("", { question, signature });
    const said = await answered(question);
    await desk.post("/answers", said);
    desk.hidden.hide({ hash: answerId(house, said.answer), reason: "Wrong account number", at: NOW });
    const [told] = await about();
    expect(told).toMatchObject({ said: { question }, answerHidden: "Wrong account number" });
    expect(told?.answer).toBeUndefined();
    expect(await waiting()).toEqual({ open: 0, oldest: null });
  });
});

describe("another relay of the house", () => {
  let other: QuestionDesk;
  beforeEach(() => {
    other = new QuestionDesk(chain);
  });
  afterEach(() => other.store.close());
  const copyAll = async () => {
    for (const one of await changes()) await other.questions.copy(one, NOW);
  };

  it("takes over questions, answers and removals, whatever came first", async () => {
    const [one, two] = [await asked({ number: 1 }), await asked({ number: 2 })];
    await desk.post("", one);
    await copyAll();
    await desk.post("", two);
    await desk.post("/answers", await answered(two.question));
    await desk.post("/removals", await removed(one.question));
    await copyAll();
    expect(await other.get("")).toEqual(await desk.get(""));
    expect(await other.post("", one)).toBe("410 removed");
  });

  it("keeps out what was taken back where it has not been yet", async () => {
    const one = await asked();
    await desk.post("", one);
    const [early] = await changes();
    await desk.post("/removals", await removed(one.question));
    await copyAll();
    await other.questions.copy(early!, NOW);
    expect(await other.get("")).toEqual([]);
  });

  it("takes over what a seat asked that has changed since, and nothing that the chain contradicts", async () => {
    const one = await asked();
    await desk.post("", one);
    await desk.post("/answers", await answered(one.question));
    chain.seats[8] = { owner: people.other.address, epoch: 3 };
    await copyAll();
    expect(await other.get("")).toHaveLength(1);
    const made = [
      await asked({ account: people.stranger.address, epoch: 3, number: 3 }, "stranger"),
      await asked({ epoch: 4, number: 4 }),
      await asked({ number: 5 }, "stranger"),
      await asked({ number: 31 }),
      await asked({ number: 6, askedAt: NOW + 1_000 }),
    ];
    for (const said of made) await other.questions.copy({ change: 9, said }, NOW);
    expect(await other.get("")).toHaveLength(1);
  });

  it("takes no answer from who is not in office, and no removal that is not the author's", async () => {
    const one = await asked();
    await other.questions.copy({ change: 1, said: one }, NOW);
    await other.questions.copy({ change: 2, answer: await answered(one.question, {}, "stranger") }, NOW);
    await other.questions.copy({ change: 3, removed: await removed(one.question, "stranger") }, NOW);
    expect(await other.get<ToldQuestion[]>("")).toMatchObject([{ said: one }]);
    expect((await other.get<ToldQuestion[]>(""))[0]?.answer).toBeUndefined();
  });
});

it("is in a backup, with what was taken back", async () => {
  const [one, two] = [await asked({ number: 1 }), await asked({ number: 2 })];
  await desk.post("", one);
  await desk.post("/answers", await answered(one.question));
  await desk.post("", two);
  await desk.post("/removals", await removed(two.question));
  new PaperShelf(desk.store, folderOf(desk.dataDir, house.houseId));
  const before = await changes();
  const file = join(mkdtempSync(join(tmpdir(), "runde backup ")), "backup");
  await backUp(desk.dataDir, house, file);
  const elsewhere = mkdtempSync(join(tmpdir(), "runde restored "));
  restore(file, elsewhere, house);
  const restored = new QuestionDesk(chain, elsewhere);
  expect(await changes(restored)).toEqual(before);
  expect(await restored.post("", two)).toBe("410 removed");
  restored.store.close();
});
