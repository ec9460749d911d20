// Ask the server what a network makes of the strokes, no quicker than it answers.

const AT_ONCE = 2; // questions on their way: the one at a stroke's end waits for no other
const LEAST = 50; // milliseconds between two questions while the pen moves
const SHARE = 3; // a pause is so many times as long as the last answer took: many draw at once
const MOST = 2000;
const AGAIN = 1000; // after how long a server that is away is asked again
const PATIENCE = 15000; // for one answer

export class Reader {
    // drawn() gives what to ask, as `POST /api/read` takes it. answered(answer) gets what came, refused(sentence)
    // why nothing can; away(whether) hears that the server doesn't answer, or does again; quiet() that
    // nothing is left to be asked.
    constructor({ drawn, answered, refused, away, quiet }) {
        Object.assign(this, { drawn, answered, refused, away, quiet });
        this.pause = LEAST;
        this.stale = this.hurry = false;
        this.timer = null;
        this.asked = "";
        this.sent = this.heard = this.waiting = 0; // questions: the last one, the last answered, on their way
    }

    // Something changed. over: at once, and without waiting for the answer before, which is old by now.
    ask(over) {
        this.stale = true;
        if (over && this.waiting < AT_ONCE) this.send();
        else if (this.waiting) this.hurry ||= over;
        else this.timer ??= setTimeout(() => this.send(), this.pause);
    }

    // Nothing is to be read any more.
    forget() {
        clearTimeout(this.timer);
        this.timer = null;
        this.stale = this.hurry = false;
        this.asked = "";
        this.heard = this.sent;
    }

    async send() {
        clearTimeout(this.timer);
        this.timer = null;
        this.stale = this.hurry = false;
        const question = JSON.stringify(this.drawn());
        if (question !== this.asked) {
            this.asked = question;
            const number = ++this.sent;
            this.waiting += 1;
            const started = performance.now();
            const response = await post(question);
            const body = await response?.json().catch(() => null);
            this.waiting -= 1;
            this.hear(number, response?.status ?? 0, body, performance.now() - started);
        }
        if (this.stale) this.ask(this.hurry);
        else if (!this.waiting) this.quiet();
    }

    hear(number, status, body, took) {
        if (body && status < 500 && status !== 429) {
            this.away(false);
            this.pause = Math.min(MOST, Math.max(LEAST, SHARE * took));
            if (number <= this.heard) return; // a later one was answered, or the canvas cleared
            this.heard = number;
            if (status === 200) this.answered(body);
            else this.refused(body.error);
            return;
        }
        if (status === 429) this.pause = Math.min(MOST, 2 * this.pause);
        else {
            this.away(true);
            this.pause = AGAIN;
        }
        if (number < this.sent || number <= this.heard) return;
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
