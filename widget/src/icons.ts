/** Outlines for `icon()`, on a grid of 24 by 24, drawn with a stroke of 2. */

export const BEACON = [
  "M9.5 9h5l1.5 12H8z",
  "M9 9V6l3-2.5L15 6v3",
  "M8.6 15.5h6.8",
  "M5.5 7.5 2.5 6.5",
  "M18.5 7.5l3-1",
  "M5.5 5 3.5 2.5",
  "M18.5 5l2-2.5",
] as const;
export const SPEECH_BUBBLE = ["M4 5h16v11H10l-5 4v-4H4z", "M8 9.5h8", "M8 12.5h5"] as const;
export const CLOSE = ["M6 6l12 12", "M18 6 6 18"] as const;
export const GLOBE = [
  "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z",
  "M3 12h18",
  "M12 3c3 3 3 15 0 18",
  "M12 3c-3 3-3 15 0 18",
] as const;
export const MENU = ["M12 5.2v.1", "M12 12v.1", "M12 18.8v.1"] as const;
export const SEND = ["M4 4.5 21 12 4 19.5 7 12z", "M7 12h14"] as const;
export const BACK = ["M20 12H5", "M11 6l-6 6 6 6"] as const;
export const SPEAKER = ["M4 9.5h4l5-4v13l-5-4H4z", "M16.5 9a4.5 4.5 0 0 1 0 6", "M19 6.5a8 8 0 0 1 0 11"] as const;
export const STOP = ["M7 7h10v10H7z"] as const;
export const PERSON = ["M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8z", "M4.5 20.5c.5-4 3.5-6 7.5-6s7 2 7.5 6"] as const;
export const BOOK = ["M5 4h10a3 3 0 0 1 3 3v13H8a3 3 0 0 1-3-3z", "M5 17a3 3 0 0 1 3-3h10"] as const;
export const PIN = ["M12 21c4-4.5 6.5-8 6.5-11a6.5 6.5 0 0 0-13 0c0 3 2.5 6.5 6.5 11z", "M12 8v4"] as const;
export const LIST = ["M9 6h11", "M9 12h11", "M9 18h11", "M4.5 6v.1", "M4.5 12v.1", "M4.5 18v.1"] as const;
export const INFO = ["M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z", "M12 11v6", "M12 7.5v.1"] as const;
export const CHECK = ["M5 12.5l4.5 4.5L19 7.5"] as const;
export const CLOCK = ["M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z", "M12 7v5.5l3.5 2"] as const;
export const CLOUD_OFF = ["M4 4l16 16", "M18 17a3.5 3.5 0 0 0 0-7 6 6 0 0 0-8-4", "M7 9.5A4 4 0 0 0 7.5 17H15"] as const;
export const DOWN = ["M12 5v14", "M6 13l6 6 6-6"] as const;
export const LARGER = ["M3 19 8 6l5 13", "M4.8 15h6.4", "M18 9v8", "M14 13h8"] as const;
export const RESTART = ["M4.5 12a7.5 7.5 0 1 0 2.5-5.5", "M4 3.5v4.5h4.5"] as const;
export const BIN = ["M5 7h14", "M9 7V4h6v3", "M7 7l1 13h8l1-13"] as const;
export const SHIELD = ["M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6z"] as const;
export const MICROPHONE = ["M12 3a3 3 0 0 0-3 3v6a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3z", "M5.5 11.5a6.5 6.5 0 0 0 13 0", "M12 18v3.5"] as const;
export const PRINTER = ["M7 8V3h10v5", "M7 17H4V8h16v9h-3", "M7 14h10v7H7z"] as const;
export const CALENDAR = ["M4 6h16v14H4z", "M4 10.5h16", "M8 3v5", "M16 3v5"] as const;
export const MAP = ["M3 6l6-2.5 6 2.5 6-2.5V18l-6 2.5L9 18l-6 2.5z", "M9 3.5V18", "M15 6v14.5"] as const;
export const SIMPLE = ["M4 5h16v6H4z", "M4 16h16"] as const;
export const ARROW = ["M4 12h15", "M13 6l6 6-6 6"] as const;
export const PAUSE = ["M8 5v14", "M16 5v14"] as const;
export const HANDS = ["M9 4.5a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4z", "M17 7a2.3 2.3 0 1 0 0 4.6A2.3 2.3 0 0 0 17 7z", "M3 20c0-4 2.5-6.5 6-6.5s6 2.5 6 6.5", "M16 14c3 0 5 2 5 5"] as const;
export const WORDS = ["M3 18 8 5l5 13", "M4.8 14h6.4", "M15 9h6", "M18 6.5V9", "M20 9c-.5 4-2.5 6.5-5 8", "M16 12c1 2.5 2.5 4 5 5"] as const;
export const SCROLL = ["M2.5 9 12 4.5 21.5 9 12 13.5z", "M6.5 11v5c3 2.7 8 2.7 11 0v-5", "M21.5 9v6"] as const;
export const TOOLS = ["M3 8h18v11H3z", "M9 8V5h6v3", "M3 13h18"] as const;
export const SCALES = ["M12 3v17", "M7 20.5h10", "M5 6.5h14", "M2.5 14 5 6.5 7.5 14a2.6 2.6 0 0 1-5 0z", "M16.5 14 19 6.5l2.5 7.5a2.6 2.6 0 0 1-5 0z"] as const;
