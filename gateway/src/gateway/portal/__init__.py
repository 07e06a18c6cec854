"""The portal: pages for people, rendered on the server, in the NHS.UK design system."""
