// data: { network, answer, title, sentence, alt, opens }

import { AtWork } from "../shared/at_work/at_work.js";

export default function ({ data, parentElement, setTriggerValue }) {
    const place = parentElement.querySelector(".place");
    if (!place.view) {
        place.view = new AtWork(null);
        place.append(place.view.element);
    }
    const { view } = place;
    view.opened = data.opens ? (layer, unit) => setTriggerValue("opened", [layer, unit]) : null;
    view.setNetwork(data.network, data.alt, false);
    view.show(data.answer, data.title, data.sentence);
}
