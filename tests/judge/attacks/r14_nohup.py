# row: 14
# tries: start background jobs through the shell, at and cron
# must: die with the child
# score: norm=0

# %% answer="norm"
import os, subprocess
os.system("nohup setsid sleep 3333 >/dev/null 2>&1 & disown; (sleep 3333 &) ")
for command in ("at now + 1 minute", "crontab -", "systemd-run --user sleep 3333"):
    subprocess.run(command, shell=True, input=b"sleep 3333", capture_output=True)
def norm(v): return 0
