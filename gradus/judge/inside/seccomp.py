"""A filter on system calls, for what namespaces and limits leave open. Linux on x86-64 and 64-bit ARM.

Refused are calls that make memory no limit counts (memfd, shared anonymous mappings, System V), that make
namespaces or mounts, that look into other processes or hide one, and kinds of sockets that a network namespace does not
shut in. See seccomp(2); the model is the list that container engines use.
"""

import ctypes
import errno
import os
import struct

PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 22, 2
LOAD, JUMP_EQUAL, JUMP_GREATER_OR_EQUAL, AND, RETURN = 0x20, 0x15, 0x35, 0x54, 0x06
ALLOW, KILL, ERROR = 0x7FFF0000, 0x80000000, 0x00050000
NUMBER, MACHINE, ARGUMENTS = 0, 4, 16  # where seccomp_data has them
X32 = 0x40000000  # the second way to make system calls on x86-64

NEW_NAMESPACES = 0x7E020080  # all CLONE_NEW… flags
SHARED_ANONYMOUS = 0x21  # MAP_SHARED | MAP_ANONYMOUS
FAMILIES = (1, 2, 10)  # AF_UNIX, AF_INET, AF_INET6

COMMON = {  # numbers that all machines share
    "io_uring_setup": 425, "io_uring_enter": 426, "io_uring_register": 427, "open_tree": 428, "move_mount": 429,
    "fsopen": 430, "fsconfig": 431, "fsmount": 432, "fspick": 433, "pidfd_getfd": 438, "mount_setattr": 442,
    "memfd_secret": 447,
}  # fmt: skip
REFUSED = {
    "x86_64": COMMON | {
        "shmget": 29, "semget": 64, "msgget": 68, "ptrace": 101, "pivot_root": 155, "chroot": 161, "mount": 165,
        "umount2": 166, "add_key": 248, "request_key": 249, "keyctl": 250, "unshare": 272, "perf_event_open": 298,
        "open_by_handle_at": 304, "setns": 308, "process_vm_readv": 310, "process_vm_writev": 311,
        "memfd_create": 319, "bpf": 321, "userfaultfd": 323,
    },
    "aarch64": COMMON | {
        "umount2": 39, "mount": 40, "pivot_root": 41, "chroot": 51, "unshare": 97, "ptrace": 117, "msgget": 186,
        "semget": 190, "shmget": 194, "add_key": 217, "request_key": 218, "keyctl": 219, "perf_event_open": 241,
        "open_by_handle_at": 265, "setns": 268, "process_vm_readv": 270, "process_vm_writev": 271,
        "memfd_create": 279, "bpf": 280, "userfaultfd": 282,
    },
}  # fmt: skip
CLONE3 = 435  # its flags cannot be looked at; the C library goes back to clone
CALLS = {"x86_64": (56, 9, 41, 157), "aarch64": (220, 222, 198, 167)}  # clone, mmap, socket, prctl
PR_SET_DUMPABLE = 4  # a process that cannot be dumped cannot be looked at either, to see what it shares
MACHINES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}


def program(machine: str) -> bytes:
    """The filter as the kernel takes it: eight bytes an instruction. Raises OSError for other machines."""
    if machine not in REFUSED:
        raise OSError(errno.ENOSYS, f"no filter on system calls for {machine}")
    clone, mmap, socket, prctl = CALLS[machine]
    refuse = _return(ERROR | errno.EPERM)
    code = [_load(MACHINE), *_unless(MACHINES[machine], [_return(KILL)]), _load(NUMBER)]
    code += [_step(JUMP_GREATER_OR_EQUAL, X32, 0, 1), refuse]
    for number in sorted(REFUSED[machine].values()):
        code += _if(number, [refuse])
    code += _if(CLONE3, [_return(ERROR | errno.ENOSYS)])
    code += _if(clone, [_load(ARGUMENTS), _step(AND, NEW_NAMESPACES), *_unless(0, [refuse]), _return(ALLOW)])
    code += _if(mmap, [
        _load(ARGUMENTS + 3 * 8), _step(AND, SHARED_ANONYMOUS), *_if(SHARED_ANONYMOUS, [refuse]), _return(ALLOW),
    ])  # fmt: skip
    code += _if(prctl, [_load(ARGUMENTS), *_if(PR_SET_DUMPABLE, [refuse]), _return(ALLOW)])
    families = [step for family in FAMILIES for step in _if(family, [_return(ALLOW)])]
    code += _if(socket, [_load(ARGUMENTS), *families, refuse])
    return b"".join([*code, _return(ALLOW)])


def install() -> None:
    """Put the filter on this process and on all that it starts, for good. Raises OSError."""
    code = program(os.uname().machine)
    buffer = ctypes.create_string_buffer(code, len(code))
    filters = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(buffer))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.c_char_p(filters), 0, 0) != 0:
        raise OSError(ctypes.get_errno(), f"the filter on system calls: {os.strerror(ctypes.get_errno())}")


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("HBBI", code, if_true, if_false, value)


def _load(offset: int) -> bytes:
    return _step(LOAD, offset)


def _return(action: int) -> bytes:
    return _step(RETURN, action)


def _if(value: int, then: list[bytes]) -> list[bytes]:
    return [_step(JUMP_EQUAL, value, 0, len(then)), *then]


def _unless(value: int, then: list[bytes]) -> list[bytes]:
    return [_step(JUMP_EQUAL, value, len(then), 0), *then]
