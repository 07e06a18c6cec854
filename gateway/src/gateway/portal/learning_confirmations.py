"""What a page says after something was learnt, told, or done in a project that a group leads."""

OF_LEARNING: dict[str, str] = {
    "learning-saved": "The draft is saved. Submit it when it is ready.",
    "learning-mended": "The words are saved. Somebody else reviews them now.",
    "learning-submitted": "Thank you. Somebody else reads it now, and we write to you.",
    "learning-taken-back": "It is a draft again, and waits no longer.",
    "learning-published": "It is published. Everybody can read it now.",
    "learning-returned": "It is given back. Its writer is told what is to be better.",
    "learning-declined": "It is declined.",
    "learning-withdrawn": "It is withdrawn. Its words are gone.",
    "learning-reused": "Thank you. Everybody can read whether it worked for you.",
    "learning-reuse-removed": "It is removed.",
    "led-saved": "It is saved.",
    "story-told": "Thank you. Somebody who looks after your region reads it, and we write to you.",
    "story-published": "The story is published.",
    "story-declined": "The story is declined. Its teller is told why.",
    "story-withdrawn": "The story is withdrawn. Its words are gone.",
}
