import { act, type Client, type World } from "./world.ts";

interface Talk {
  readonly deal: string;
  readonly client: Client;
  readonly owner: string;
  /** Days ago: while the deal was open. */
  readonly from: number;
  readonly to: number;
}

/** What was said and done around a deal: a call that was made, a note, a letter and its answer. */
export const tellTalk = (world: World, talk: Talk): void => {
  tellCall(world, talk);
  if (world.dice.oneIn(2)) tellNote(world, talk);
  if (world.dice.oneIn(2)) tellLetter(world, talk);
};

const tellCall = (world: World, { deal, owner, from, to }: Talk): void => {
  const { teller, calendar, dice, texts } = world;
  const planned = dice.between(Math.min(from, to + 1), from);
  const done = Math.max(to, planned - dice.between(0, 3));
  const id = teller.create("activity", act(world, planned, owner), {
    type: dice.pick(["call", "call", "meeting"]),
    summary: dice.pick(texts.calls),
    due: calendar.at(done, 240).toString(),
    record: { object: "deal", id: deal },
    owner,
  });
  const at = calendar.at(done, 530);
  teller.save(
    { object: "activity", id },
    { at, by: owner },
    { done: true, done_by: owner, result: dice.pick(texts.results) },
  );
};

const tellNote = (world: World, { deal, owner, from, to }: Talk): void => {
  const { teller, dice, texts } = world;
  teller.create("note", act(world, dice.between(to, from), owner), {
    text: dice.pick(texts.notes),
    record: { object: "deal", id: deal },
    author: owner,
  });
};

const tellLetter = (world: World, { deal, client, owner, from, to }: Talk): void => {
  const { teller, calendar, dice, texts } = world;
  const { sent, answer } = dice.pick(texts.letters);
  const day = dice.between(to, from);
  const common = { channel: "email", subtype: "comment", record: { object: "deal", id: deal }, owner };
  teller.create(
    "message",
    { at: calendar.at(day, 100), by: owner },
    {
      ...common,
      direction: "out",
      state: "sent",
      from: "sales@northwind.example",
      to: client.email,
      subject: sent.subject,
      body: sent.body,
    },
  );
  teller.create(
    "message",
    { at: calendar.at(Math.max(to, day - 1), 400), by: null },
    {
      ...common,
      direction: "in",
      state: "received",
      from: client.email,
      to: "sales@northwind.example",
      subject: `Re: ${sent.subject}`,
      body: answer,
    },
  );
};
