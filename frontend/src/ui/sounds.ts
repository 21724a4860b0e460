/** The three sounds of the counter, made on the spot: no file to load, none to miss. */
export type Sound = "good" | "wait" | "stop";

interface Tone {
  hertz: number;
  /** Seconds from the start. */
  from: number;
  length: number;
  loud: number;
  shape: OscillatorType;
}

const scores: Record<Sound, readonly Tone[]> = {
  good: [
    { hertz: 1320, from: 0, length: 0.09, loud: 0.25, shape: "sine" },
    { hertz: 1760, from: 0.14, length: 0.12, loud: 0.25, shape: "sine" },
  ],
  wait: [0, 0.25, 0.5].map((from) => ({ hertz: 660, from, length: 0.12, loud: 0.1, shape: "sine" as const })),
  stop: [{ hertz: 196, from: 0, length: 0.8, loud: 0.3, shape: "triangle" }],
};

let context: AudioContext | undefined;

/** Browsers let a page sound only after the first touch: before it, nothing is heard and nothing fails. */
export function play(sound: Sound): void {
  try {
    context ??= new AudioContext();
    void context.resume();
    for (const tone of scores[sound]) sing(context, tone);
  } catch {
    // No sound on this device; colour, shape and word remain.
  }
}

function sing(audio: AudioContext, { hertz, from, length, loud, shape }: Tone): void {
  const begin = audio.currentTime + from;
  const volume = audio.createGain();
  volume.gain.setValueAtTime(0, begin);
  volume.gain.linearRampToValueAtTime(loud, begin + 0.01);
  volume.gain.setTargetAtTime(0, begin + length, 0.03);
  const source = audio.createOscillator();
  source.type = shape;
  source.frequency.value = hertz;
  source.connect(volume).connect(audio.destination);
  source.start(begin);
  source.stop(begin + length + 0.3);
}
