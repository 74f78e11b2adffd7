/** All distances are in units of a scene: points (1/72 inch) of the printed figure where its type is 8 pt. */

/** The smallest type that the drafting rules and a reader of a printed page accept. */
export const TYPE_SIZE = 8;
/** From one baseline to the next in a text of several lines: 19 % more than the type. */
export const LEADING = 9.5;
/** Of the face, in parts of the type size: what stands above and below the baseline. */
export const ASCENT = 0.905;
export const DESCENT = 0.212;

/** Around a text in a box. */
export const PAD_X = 4;
export const PAD_Y = 3;

/** Between a text and a lifeline or frame beside it. */
export const CLEARANCE = 2.5;
/** White around a text that lies over a lifeline. */
export const HALO = 1.5;

/** From one lifeline to the next: at most, so that a figure of two participants does not stretch over the page. */
export const WIDEST_GAP = 150;
/** A text may not ask for more than that; it wraps or overhangs. */
export const WIDEST_LABEL = 130;
/** On both sides of a lifeline that stands alone: what it says of itself has room. */
export const ALONE = 100;
/** A gap into which a lifeline says something of itself: a loop or an hourglass, and a word. */
export const BESIDE_GAP = 62;
/** A gap in a figure with fragments, whose frames stand halfway between two lifelines: a word has room in half of it. */
export const FRAMED_GAP = 64;
/** The same where the figure would else leave its page. */
export const TIGHT_GAP = 46;
/** A head is as wide as its longest word, up to this. */
export const WIDEST_HEAD_WORD = 78;
export const NARROWEST_HEAD = 34;
/** Where there is room, a head may be that wide to save a line. */
export const WIDEST_HEAD = 96;
/** Between two heads. */
export const HEAD_GAP = 6;
/** Between a head and its group, and between groups. */
export const GROUP_PAD = 4;
/** From the heads to the first row, and from the last row to the heads below. */
export const HEAD_TO_ROW = 5;

/** How far a condition or reference reaches beyond its lifelines. */
export const OVERHANG = 14;
/** The point of a condition's hexagon, and of an exchange's arrow. */
export const POINT = 5;
/** How wide a text in an action may become before a further line is better. */
export const BOX_TEXT = 112;
/** The same for a note, which is prose. */
export const NOTE_TEXT = 160;
/** Lines of a text after which its box becomes wider instead. */
export const BOX_LINES = 3;
/** The same for an action: it belongs to one lifeline and shall not seem to belong to those beside it. */
export const ACTION_LINES = 7;

/** The fold of a note's corner. */
export const FOLD = 5;
/** How far a message to oneself goes out and down. */
export const LOOP_WIDTH = 16;
export const LOOP_HEIGHT = 7;
/** The hourglass of a timer, and the line to it. */
export const TIMER_WIDTH = 6;
export const TIMER_HEIGHT = 8;
export const TIMER_REACH = 9;
/** Half the width of the bar on the lifeline of who is active. */
export const BAR_HALF = 2;
/** A bar is at least that long. */
export const SHORTEST_BAR = 6;
/** Half the size of the cross where a lifeline ends. */
export const CROSS = 3.5;
/** How far before its lifeline a lost message ends, and the dot there. */
export const LOST_SHORT = 16;
export const LOST_DOT = 2.25;
/** A fragment inside a fragment stands this far inside it, where there is room. */
export const FRAME_INSET = 5;
/** From a head in the second row to the lifelines that pass it. */
export const LOWER_HEAD_GAP = 3;
/** Between two rows of heads. */
export const HEAD_ROW_GAP = 4;
/** Between the sides of a head and its words, where a page is narrow. */
export const TIGHT_PAD = 3;
/** Beside the title of a group, on both sides together. */
export const TITLE_PAD = 2 * CLEARANCE;
/** Of the tag of a reference, in which stands "ref". */
export const REFERENCE_TAG = 24;
