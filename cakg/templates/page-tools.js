// Small helpers, also of the index. Data becomes text nodes only, never markup.
const $ = (id) => document.getElementById(id);
const read = (id) => JSON.parse($(id).textContent);

/** Fold as `cakg.text.fold` does: no accents, no case, đ as d, i and y alike. */
function fold(words) {
  const plain = words.toLowerCase().replaceAll("đ", "d").normalize("NFD").replace(/\p{M}/gu, "");
  return plain.replace(/\s+/g, " ").trim().replaceAll("quy", "qui").replace(/(?<=[bcdghklmnpqrstvx])y\b/g, "i");
}

/** Make an element: attributes, then children; strings become text, nothing stays nothing. */
function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const name in attributes) {
    const value = attributes[name];
    if (name === "class") element.className = value;
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children) {
    if (typeof child === "string") {
      if (child) element.appendChild(document.createTextNode(child));
    } else if (child) element.appendChild(child);
  }
  return element;
}
const bdi = (words, name) => make("bdi", name ? { class: name } : {}, words);
