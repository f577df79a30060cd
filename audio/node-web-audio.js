// Plain JavaScript with a separate .d.ts: a thread can run it before the TypeScript loader is registered, and then
// the 300 small modules of Tone and its Web Audio engine load in less than half the time.

/** @type {Promise<void> | undefined} */
let installed;

export function installWebAudio() {
  installed ??= install();
  return installed;
}

async function install() {
  const webAudio = await import('web-audio-api');
  for (const [name, value] of Object.entries(webAudio)) {
    // With a real-time AudioContext, Tone would look for a sound device.
    if (name !== 'AudioContext' && !(name in globalThis)) globalThis[name] = value;
  }
  globalThis.TONE_SILENCE_LOGGING = true;
  // Tone needs these globals while it loads; if they stayed, other libraries would mistake Node for a browser.
  const lent = ['window', 'self'].filter((name) => !(name in globalThis));
  for (const name of lent) globalThis[name] = globalThis;
  try {
    await import('tone');
  } finally {
    for (const name of lent) delete globalThis[name];
  }
}
