// Without a kernel: a stand-in for the widget model, fed from the data beside the script.
async function unpack(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).json();
}

async function mount(place) {
  const data = JSON.parse(place.querySelector('script[type="application/json"]').textContent);
  const state = { ...data.state, ...(await unpack(data.packed)) };
  const listeners = new Map();
  const model = {
    get: (name) => state[name],
    set: (name, value) => { state[name] = value; listeners.get(`change:${name}`)?.forEach((call) => call()); },
    on: (name, call) => listeners.set(name, [...(listeners.get(name) ?? []), call]),
    off: (name, call) => listeners.set(name, (listeners.get(name) ?? []).filter((each) => each !== call)),
    save_changes: () => {},
    send: () => {},
  };
  await render({ model, el: place });
  place.dataset.alive = "true";
}

// A module runs when the whole page has been read, so every widget of the kind is there.
const mountAll = (selector) => { for (const place of document.querySelectorAll(selector)) mount(place); };
