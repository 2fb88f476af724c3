"""How long what is told of people is kept: the classes that every personal field names.

Each class has a data key of its own for each person, and goes with it.
"""

REFERRAL = "referral"  # what a sender told
CASE = "case"  # what the register of the support holds
STAFF = "staff"  # who works with the platform
VOLUNTEER = "volunteer"  # who a support person is, and what they offer
APPLICATION = "application"  # what was found on the way to approval
TRAINING = "training"
VETTING = "vetting"  # that an extract was asked for and seen
EXPENSES = "expenses"  # who was paid back what, and to which account: the books
CONTACT = "contact"  # what a family wrote by itself, before anybody knew who they are
RIGHTS = "rights"  # who asked to see, correct or erase what is held of them, and what was answered
