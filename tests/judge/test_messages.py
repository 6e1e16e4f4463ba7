"""Messages that cost the judge far more than their bytes. Each is read in a process with limits of its own."""

import subprocess
import sys

import pytest

READ = """
import resource, struct, sys, time
from gradus.judge.wire import protocol
resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
resource.setrlimit(resource.RLIMIT_AS, (3 * 2**30, 3 * 2**30))
def message(text, rest=b""):
    return struct.pack(">I", len(text)) + text.encode() + rest
p = 2**61 - 1  # every multiple of it has the hash 0
content = eval(sys.argv[1])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
began = time.process_time()
try:
    protocol.decode(content)
except protocol.ProtocolError as error:
    pass
grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
print(len(content), grown, time.process_time() - began)
"""
COSTLY = {
    "numbers of one hash in a set": """message('{"set":[' + ",".join(str(i * p) for i in range(10**5)) + "]}")""",
    "numbers of one hash as keys": """message('{"dict":[' + ",".join(f"[{i * p},0]" for i in range(10**5)) + "]}")""",
    "many small arrays": """message("[" + ",".join(['{"array":["|u1",[1],false]}'] * 500_000) + "]", bytes(500_000))""",
    "a long text among short ones": """message('{"array":["U",[' + '"",' * 500 + '"' + "x" * 500_000 + '"]]}')""",
    "empty lists": """message("[" + "[]," * 2_000_000 + "0]")""",
}


@pytest.mark.parametrize("what", COSTLY)
def test_a_message_costs_about_what_it_weighs(what):
    done = subprocess.run([sys.executable, "-c", READ, COSTLY[what]], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, f"stopped at its limit: {done.stderr[-200:]}"
    size, grown, seconds = map(float, done.stdout.split())
    assert grown < 20e6 + 30 * size, f"{size:.0f} bytes took {grown / 1e6:.0f} MB of memory"
    assert seconds < 2 + size / 1e6, f"{size:.0f} bytes took {seconds:.1f} s"
