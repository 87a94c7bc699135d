import { COLLEAGUES, type Handle } from "./people.ts";
import type { World } from "./world.ts";

const BEGINNING = 400;

/** The house: two teams, and who works in them. */
export const tellColleagues = ({ teller, calendar, texts, me }: Omit<World, "people">): World["people"] => {
  const at = calendar.at(BEGINNING, 0);
  const system = { at, by: null };
  const teams = {
    sales: teller.create("team", system, { name: texts.teams.sales }),
    service: teller.create("team", system, { name: texts.teams.service }),
  };
  const people: Partial<Record<Handle, string>> = {};
  for (const { team, ...person } of COLLEAGUES) {
    people[person.handle] = teller.create("user", system, {
      ...person,
      email: `${person.handle}@northwind.example`,
      team: teams[team],
      manager: person.handle === "marta" ? me : (people.marta ?? me),
    });
  }
  const all = people as World["people"];
  teller.save({ object: "team", id: teams.sales }, system, { leader: all.marta });
  teller.save({ object: "team", id: teams.service }, system, { leader: all.dan });
  return all;
};
