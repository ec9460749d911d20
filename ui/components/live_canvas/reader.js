// Ask the server what a network makes of the strokes: one question at a time, no quicker than it answers.

const LEAST = 50; // milliseconds between two questions while the pen moves
const SHARE = 3; // a pause is so many times as long as the last answer took: many draw at once
const MOST = 2000;
const AGAIN = 1000; // after how long a server that is away is asked again
const PATIENCE = 15000; // for one answer

export class Reader {
    // drawn() gives what to ask, as `POST /api/read` takes it. answered(answer) gets what came, refused(sentence)
    // why nothing can; away(whether) hears that the server doesn't answer, or does again.
    constructor({ drawn, answered, refused, away }) {
        Object.assign(this, { drawn, answered, refused, away });
        this.pause = LEAST;
        this.asking = this.stale = this.hurry = false;
        this.timer = null;
        this.asked = "";
    }

    // Something changed. over: at once, as soon as the question before is answered.
    ask(over) {
        this.stale = true;
        if (this.asking) {
            this.hurry ||= over;
            return;
        }
        if (over) this.send();
        else this.timer ??= setTimeout(() => this.send(), this.pause);
    }

    // Nothing is to be read any more.
    forget() {
        clearTimeout(this.timer);
        this.timer = null;
        this.stale = this.hurry = false;
        this.asked = "";
    }

    async send() {
        clearTimeout(this.timer);
        this.timer = null;
        this.stale = this.hurry = false;
        const question = JSON.stringify(this.drawn());
        if (question === this.asked) return;
        this.asking = true;
        this.asked = question;
        const started = performance.now();
        const response = await post(question);
        const body = await response?.json().catch(() => null);
        this.asking = false;
        const took = performance.now() - started;
        this.heard(response?.status ?? 0, body, took);
        if (this.stale) this.ask(this.hurry);
    }

    heard(status, body, took) {
        if (body && status < 500 && status !== 429) {
            this.away(false);
            this.pause = Math.min(MOST, Math.max(LEAST, SHARE * took));
            if (!this.asked) return; // cleared in the meantime
            if (status === 200) this.answered(body);
            else this.refused(body.error);
            return;
        }
        if (status === 429) this.pause = Math.min(MOST, 2 * this.pause);
        else {
            this.away(true);
            this.pause = AGAIN;
        }
        if (!this.asked) return;
        this.asked = "";
        this.stale = true;
        this.hurry = false;
    }
}

// The response to a question, undefined if none comes.
async function post(body) {
    const headers = { "Content-Type": "application/json" };
    const signal = AbortSignal.timeout(PATIENCE);
    try {
        return await fetch("api/read", { method: "POST", headers, body, signal });
    } catch {
        return undefined;
    }
}
