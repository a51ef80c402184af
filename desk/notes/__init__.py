"""Notes that colleagues leave on a case, and whom they mention."""
