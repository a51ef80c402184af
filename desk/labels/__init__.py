"""Labels that counsellors put on cases."""
