"""What people choose of mail: where it goes, about what and how soon; does it arrive?"""
