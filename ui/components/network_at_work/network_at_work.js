// data: { network, answer, title, sentence, alt, opens, opened: [layer, unit] or null }

import { AtWork } from "../shared/at_work/at_work.js";

export default function ({ data, parentElement, setTriggerValue }) {
    const place = parentElement.querySelector(".place");
    if (!place.view) {
        place.view = new AtWork(null);
        place.append(place.view.element);
    }
    const { view } = place;
    // None is a choice, too, and a trigger without a value would be none.
    view.opened = data.opens ? (unit) => setTriggerValue("opened", { unit }) : null;
    view.setNetwork(data.network, data.alt, false);
    view.show(data.answer, data.title, data.sentence);
    view.keep(data.opened);
}
