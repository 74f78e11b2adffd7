import { as, database, defineFlow, group, hidden, network, operation, path, proxy, reverse, server, text, ue } from "callflow";

export default defineFlow(
  {
    id: "every-element",
    title: "Every element in one flow",
    figure: { label: "A-1", caption: "A field unit reports an alarm, and a command post is set up" },
    source: { document: "Example", clause: "A.1" },
    numbering: { sign: "~" },
    participants: {
      field: group("Field", { unit: ue("Field unit"), camera: ue("Camera") }),
      home: group("Home network", {
        edge: group("Edge", { gate: proxy("Gateway"), backbone: proxy("Backbone") }),
        control: as("Control server"),
        store: database("Unit store"),
      }),
      post: server("Command post"),
      outside: network("Public network"),
    },
  },
  ({ unit, camera, gate, backbone, control, store, post, outside }, flow) => {
    const inwards = path(unit, gate, control);
    flow.introduction(text`The flow has one of each thing that a figure can show.`);
    flow.precondition(text`The ${unit} and the ${camera} are known to the ${store}.`);

    flow.condition([unit, gate, control], text`the ${unit} is registered through the ${gate}`);
    flow.reference([unit, gate], "clause 5.2", "attachment to the network");
    const alarm = flow.request(inwards, operation("alarm report"));
    const look = flow.request(path(control, hidden(backbone), store), operation("look the unit up"));
    const found = look.reply("unit found");
    flow.note(look, text`The message passes the ${backbone}, which is not shown.`);
    const guard = flow.timer(control, "guard", 5000);
    const weigh = flow.action(control, "decides who shall come", { using: [found] });
    const taken = alarm.reply("alarm accepted", { using: [weigh] });
    flow.paragraph(taken, text`the ${control} answers the ${unit} with "alarm accepted", see ${weigh}`);

    flow.alt(
      [
        "a command post is needed",
        () => {
          const open = flow.request(path(control, post), operation("set up a command post"), { using: [weigh] });
          flow.begins(post, open);
          const up = open.reply("command post set up");
          flow.opt("the camera is switched on", () => {
            const stream = flow.request(path(post, control, gate, camera), operation("start the video"), { show: "ends" });
            flow.active(camera, stream, stream.reply("video started"));
          });
          flow.loop("every 10 s, until the alarm is over", 2, () => {
            flow.lettered(() => {
              flow.send(path(unit, gate, control), operation("position report"), { using: [taken] });
            });
            flow.action(control, "draws the position on the map");
          });
          const close = flow.request(path(control, post), operation("close the command post"), { using: [up] });
          const closed = close.reply("closed");
          flow.active(post, open, closed);
          flow.ends(post, closed);
        },
      ],
      ["otherwise", () => flow.action(control, "leaves the alarm to the crew")],
    );
    flow.exchange([control, outside], text`the ${control} tells the ${outside}, as its operator has agreed with it`, () => {
      flow.request(path(control, outside), operation("publish")).reply("published");
    });
    const warned = flow.send(path(control, outside), operation("general warning"), { lost: true });
    flow.note(warned, text`Nobody confirms a warning; one that is lost is not sent again.`);
    flow.par(
      () => flow.request(reverse(inwards), operation("all-clear signal")).reply("understood"),
      () => flow.request(path(control, store), operation("file the report away")).reply("report filed"),
    );
    guard.stops();
    const done = flow.condition([unit, gate, control, store], "the alarm is over");
    flow.active(control, alarm, done);
    flow.note("flow", text`Numbers with letters stand for steps that are repeated.`);
    flow.variant("no-report", "the operator files reports by hand", (variant) => {
      variant.after(done, () => {
        flow.action(store, "prints a form");
      });
    });
  },
);
