"""What people say about a draft, a part of the guidance or a proposed ground rule."""
