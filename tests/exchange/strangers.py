"""Lines of other trackers' files, to be broken in one place each."""

STRONG = (
    "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,"
    "Workout Notes,RPE\n"
)
HEVY = (
    "title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,"
    "set_type,weight_kg,reps,distance_km,duration_seconds,rpe\n"
)
FITBOD = (
    "Date,Exercise,Reps,Weight(kg),Duration(s),Distance(m),Incline,Resistance,isWarmup,Note,"
    "multiplier\n"
)
FITNOTES = "Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment\n"
GYMBOOK = (
    "Date,Workout,Time,Exercise,Region,First,Second,Set,Repetitions / Time,Weight / Distance,"
    "Notes,Skipped\n"
)


def strong(order="1", weight="22.5", reps="8.0", rpe="", day="2025-03-28 09:00:00"):
    return f'{day},"A",1h 2m,"Bench Press",{order},{weight},{reps},0,0,"","",{rpe}\n'


def hevy(day="28 Mar 2025, 09:00", kind="normal", weight="20", reps="8"):
    return f'A,"{day}",x,,Leg Extension,,,0,{kind},{weight},{reps},,,\n'


def gymbook(reps="10 reps", weight="62.50 kg", day="3/28/25", clock="7:30 PM"):
    return f'{day},A,{clock},Bench,Chest,a,b,Set,"{reps}","{weight}",,No\n'


def codes(parsed):
    return [problem.code.value for problem in parsed.problems]


def loads(parsed):
    return [(row.load, row.unit) for row in parsed.rows]
