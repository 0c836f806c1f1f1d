"""演示数据: one provincial round of 云屏州 with issues in every state, lived by its own people.

Nothing here describes a real place or case. Every step goes through the services, on the day it
is told to have happened, so that histories, seals and deadlines are what a real office would see.
"""

from rectify.desk.demo.life import load

__all__ = ["load"]
