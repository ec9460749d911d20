// Make the elements of a page.

// Attributes that are functions are its handlers: { onclick: () => … }.
export function make(tag, attributes = {}, ...children) {
    return furnish(document.createElement(tag), attributes, children);
}

// The same for the elements of an SVG picture.
export function makeSvg(tag, attributes = {}, ...children) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    return furnish(element, attributes, children);
}

function furnish(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) {
        if (typeof value === "function") element[name] = value;
        else element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
}

// Custom properties of CSS: { "--side": "24px" }.
export function setProperties(element, properties) {
    for (const [name, value] of Object.entries(properties)) element.style.setProperty(name, value);
}
