"""The bot: what Fanal understands, decides and says, on top of Rasa."""
