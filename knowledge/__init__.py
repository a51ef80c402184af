"""Articles, index, retrieval and answering. A library: it knows nothing of Rasa or Django."""
