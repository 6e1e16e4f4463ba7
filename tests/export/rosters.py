"""A class, and what each platform exports of it: names with commas and quotes, ids with zeros in front, a formula."""

from gradus.export.grades import Grade, Grades


def student(name: str, first: str, last: str, points: float | None = None, handed_in: bool = True, **ids) -> Grade:
    return Grade(name, first, last, {"id": name} | ids, points, handed_in and points is not None)


CLASS = Grades(
    "unit1",
    10.0,
    [
        student("ada", "Ada", "Lovelace", 9.005, email="ada@uni.example", lms="101"),
        student("00417", "Zoë", 'O"Neill, Jr.', 7.0, email="zoe@uni.example"),
        student("evil", "=1+1", "Evil", 0.0, email="evil@uni.example"),
        student("none", "Nina", "None", email="none@uni.example"),
        student("gone", "Gone", "Away", 3.0, email="gone@uni.example"),
    ],
)
CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,unit1 (77),Other (78),Current Score,Final Score
,,,,,Manual Posting,,,
    Points Possible,,,,,10.00,5.00,(read only),(read only)
"Lovelace, Ada",101,u9,ada.l,01,,4.50,90.00,90.00
"O""Neill, Jr., Zoë",102,00417,zoe,01,,,,
"Evil, =1+1",103,,evil,01,3.00,,,
=cmd|' /C calc'!A0,104,99,mallory,01,,,,
"None, Nina",105,,none,01,EX,,,
"Test, Student",106,,,01,,,,
"""
MOODLE = """\
"First name","Last name","ID number","Email address","Assignment: unit1 (Real)",\
"Assignment: unit1 (Percentage)","Course total (Real)","Last downloaded from this course"
Ada,Lovelace,0001,ada@uni.example,-,-,-,1790000000
Zoë,"O""Neill, Jr.",00417,zoe@uni.example,"4,50","45,00 %","4,50",1790000000
=1+1,Evil,0003,evil@uni.example,-,-,-,1790000000
Nina,None,0004,none@uni.example,-,-,-,1790000000
"""
BRIGHTSPACE = """\
OrgDefinedId,Username,Last Name,First Name,Email,\
unit1 Points Grade <Numeric MaxPoints:10 Weight:5>,Other Points Grade <Numeric MaxPoints:5>,End-of-Line Indicator
#0001,#ada,Lovelace,Ada,ada@uni.example,,4,#
#00417,#zoe,"O""Neill, Jr.",Zoë,zoe@uni.example,2,,#
#0003,#evil,Evil,=1+1,evil@uni.example,,,#
"""
BLACKBOARD = """\
"Last Name"\t"First Name"\t"Username"\t"Student ID"\t"Last Access"\t"Availability"\t\
"unit1 [Total Pts: 10 Score] |664617"\t"Weighted Total [Total Pts: up to 100 Percentage] |664600"
"Lovelace"\t"Ada"\t"ada"\t"0001"\t"2026-11-01 10:00:00"\t"Yes"\t""\t""
"O""Neill, Jr."\t"Zoë"\t"zoe"\t"00417"\t""\t"Yes"\t"Needs Grading"\t""
"Evil"\t"=1+1"\t"evil"\t"0003"\t""\t"Yes"\t""\t""
"""
