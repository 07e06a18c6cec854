"""That a member came to an event: what their certificate says, and whether a code on paper is one of ours."""
