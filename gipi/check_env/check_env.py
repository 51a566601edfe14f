# -*- coding: utf-8 -*-
# ruff: noqa: E402, E501, RUF005, SIM105, UP009, UP010, UP031, UP036
# This file runs on the reader's computer, before anything is installed: no dependency, no network,
# Python 3.6 to today's. Python 2.7 can read it too, only to say that it is too old; hence no
# f-strings and no annotations.
"""Say whether this Python can have TensorFlow, or whether the installed one works. Changes nothing.

    python check_env.py              what is in order and what is not
    python check_env.py --lang en    in English; without it, in the system's language
    python check_env.py --json       for a bug report; your user name is not in it

For a class:

    python check_env.py --save 07          writes check_env-07.json too, for a pupil to hand in
    python check_env.py --tabulate FOLDER  what to do for each pupil, of the answers in a folder

Ends with 0 if all is fine (warnings included), 1 if something is to be mended, 2 if called wrongly.

이 파이썬에 텐서플로를 설치할 수 있는지, 설치했다면 제대로 도는지 봅니다. 아무것도 바꾸지 않습니다.
"""

from __future__ import print_function, unicode_literals

import os
import sys

if sys.version_info < (3, 6):
    print("Python %d.%d is too old, even for this check: it needs 3.6 or newer." % sys.version_info[:2])
    print("For TensorFlow install a 64-bit Python 3.12 and run this file with it.")
    try:
        print("파이썬이 너무 오래되었습니다. 64비트 파이썬 3.12를 설치해 이 파일을 다시 실행하세요.")
    except UnicodeError:  # Python 2 in a pipe or with another code page
        pass
    raise SystemExit(1)

# A reader's own random.py or json.py in the folder of this file must not stand in for the real one.
_PATH = list(sys.path)
if __name__ == "__main__":
    _OWN = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [folder for folder in sys.path if folder and os.path.abspath(folder) != _OWN]

import argparse
import json
import platform
import re
import shlex
import shutil
import string
import struct
import subprocess
import sysconfig
import tempfile
import time
import unicodedata

# For each system and Python the newest stable TensorFlow that can be installed; for each TensorFlow what
# works with it (None: it brings that package itself). Written from data/versions.json, never by hand:
# what the package index said on this date, and the bounds that old releases need today.
# table: begin
TABLE = {
    "site": "",
    "date": "2026-11-29",
    "recommended": "3.12",
    "packages": '"tensorflow<2.22" keras matplotlib scikit-learn mlxtend pandas',
    "gpus": "sm_60 sm_70 sm_80 sm_89 compute_90",
    "newest": {
        "windows-x64": {
            "3.6": "2.6.2",
            "3.7": "2.11.0",
            "3.8": "2.13.0",
            "3.9": "2.20.0",
            "3.10": "2.21.0",
            "3.11": "2.21.0",
            "3.12": "2.21.0",
            "3.13": "2.21.0",
        },
        "windows-arm64": {},
        "macos-arm64": {
            "3.8": "2.13.0",
            "3.9": "2.20.0",
            "3.10": "2.21.0",
            "3.11": "2.21.0",
            "3.12": "2.21.0",
            "3.13": "2.21.0",
        },
        "macos-x64": {
            "3.6": "2.6.2",
            "3.7": "2.11.0",
            "3.8": "2.13.1",
            "3.9": "2.16.2",
            "3.10": "2.16.2",
            "3.11": "2.16.2",
            "3.12": "2.16.2",
        },
        "linux-x64": {
            "3.6": "2.6.2",
            "3.7": "2.11.0",
            "3.8": "2.13.1",
            "3.9": "2.20.0",
            "3.10": "2.21.0",
            "3.11": "2.21.0",
            "3.12": "2.21.0",
            "3.13": "2.21.0",
        },
        "linux-arm64": {
            "3.7": "2.11.0",
            "3.8": "2.13.1",
            "3.9": "2.20.0",
            "3.10": "2.21.0",
            "3.11": "2.21.0",
            "3.12": "2.21.0",
            "3.13": "2.21.0",
        },
    },
    "needs": {
        "2.4": {"keras": None, "numpy": "~=1.19.2", "protobuf": ">=3.9.2,<3.21"},
        "2.5": {"keras": None, "numpy": "~=1.19.2", "protobuf": ">=3.9.2,<3.21"},
        "2.6": {"keras": ">=2.6.0,<2.7", "numpy": "~=1.19.2", "protobuf": ">=3.9.2,<3.21"},
        "2.7": {"keras": ">=2.7.0rc0,<2.8", "numpy": ">=1.14.5,<2", "protobuf": ">=3.9.2,<3.21"},
        "2.8": {"keras": ">=2.8.0rc0,<2.9", "numpy": ">=1.20,<2", "protobuf": ">=3.9.2,<3.21"},
        "2.9": {"keras": ">=2.9.0rc0,<2.10", "numpy": ">=1.20,<2", "protobuf": ">=3.9.2,<3.21"},
        "2.10": {"keras": ">=2.10.0,<2.11", "numpy": ">=1.20,<2", "protobuf": ">=3.9.2,<3.20"},
        "2.11": {"keras": ">=2.11.0,<2.12", "numpy": ">=1.20,<2", "protobuf": ">=3.9.2,<3.20"},
        "2.12": {"keras": ">=2.12.0,<2.13", "numpy": ">=1.22,<=1.24.3", "protobuf": ">=3.20.3,<5"},
        "2.13": {"keras": ">=2.13.1,<2.14", "numpy": ">=1.22,<=1.24.3", "protobuf": ">=3.20.3,<5"},
        "2.14": {"keras": ">=2.14.0,<2.15", "numpy": ">=1.23.5,<2", "protobuf": ">=3.20.3,<5"},
        "2.15": {"keras": ">=2.15.0,<2.16", "numpy": ">=1.23.5,<2", "protobuf": ">=3.20.3,<5"},
        "2.16": {"keras": ">=3.0.0", "numpy": ">=1.23.5,<2", "protobuf": ">=3.20.3,<5"},
        "2.17": {"keras": ">=3.2.0", "numpy": ">=1.23.5,<2", "protobuf": ">=3.20.3,<5"},
        "2.18": {"keras": ">=3.5.0", "numpy": ">=1.26.0,<2.1", "protobuf": ">=3.20.3,<6"},
        "2.19": {"keras": ">=3.5.0", "numpy": ">=1.26.0,<2.2", "protobuf": ">=3.20.3,<6"},
        "2.20": {"keras": ">=3.10.0", "numpy": ">=1.26.0", "protobuf": ">=5.28.0"},
        "2.21": {"keras": ">=3.12.0", "numpy": ">=1.26.0", "protobuf": ">=6.31.1,<8"},
    },
}
# table: end

KERAS3 = "2.16"  # the first TensorFlow that goes with the guide's Keras 3
PIP = "20.3"  # the first pip that knows tags such as manylinux_2_27 and macosx_12_0, which the wheels have
LONGEST = 163  # characters of the longest file name below site-packages, measured in TensorFlow 2.21's wheel
LIMIT = 259  # characters of a path on Windows, unless long paths are allowed
SECONDS = 300  # a first import on a slow disk under a virus scanner takes minutes
WINDOWS_REST = len("\\Lib\\site-packages\\") + LONGEST
IN_THE_WAY = ("tensorflow", "keras", "numpy")
REDISTRIBUTABLE = "https://aka.ms/vs/17/release/vc_redist.x64.exe"

# Before TensorFlow is there these stop it; beside one that is there they are history.
BEFORE = {
    "python-new",
    "python-old",
    "system-windows-arm",
    "system-other",
    "environment-managed",
    "pip-old",
    "redistributable-missing",
    "python-keras2",
    "ensurepip-missing",
    "space-low",
}
SPACE = 4  # GB: 2.5 measured on Linux, and as much again for what is downloaded on the way
# What only another environment, with another Python, mends.
REMAKE = {"python-new", "python-old", "implementation", "bits-32", "system-rosetta"}
# The Python of the right number is there, and is the wrong one: a command by its number would find it again.
WRONG = {"bits-32", "system-rosetta"}


# What to type about a finding, the same in every language.
TYPE = {
    "environment-base": ["conda create -n dl python={best} -y", "conda activate dl"],
    "ensurepip-missing": ["sudo apt update", "sudo apt install python{python}-venv"],
    "pip-old": ["{run} -m pip install --upgrade pip"],
    "pip-missing": ["{run} -m ensurepip --upgrade"],
    "kernel-elsewhere": [
        "{install} notebook ipykernel",
        '{run} -m ipykernel install --user --name dl --display-name "Python (dl)"',
    ],
    "kernel-gone": ["jupyter kernelspec remove {folders}"],
    "pair-wrong": ['{install} "{package}{range}"'],
    "pair-missing": ['{install} "{package}{range}"'],
    "pair-extra": ["{run} -m pip uninstall keras"],
}

# The page of the guide that deals with a finding, where the file knows the guide's address.
PAGES = {
    "python-new": "install/#what-cannot-work",
    "python-old": "install/#what-cannot-work",
    "python-keras2": "install/versions/#pythons",
    "implementation": "install/#what-cannot-work",
    "bits-32": "install/#what-cannot-work",
    "system-windows-arm": "install/#what-cannot-work",
    "system-other": "install/linux/#fits",
    "system-rosetta": "install/macos/#arm64",
    "avx-missing": "errors/illegal-instruction/",
    "redistributable-missing": "install/windows/#redistributable",
    "gpu-windows": "install/wsl2-gpu/",
    "gpu-new": "install/wsl2-gpu/#cards",
    "gpu-old": "install/wsl2-gpu/#cards",
    "environment-base": "install/conda/#create",
    "environment-none": "install/#choose",
    "environment-managed": "errors/externally-managed/",
    "ensurepip-missing": "install/linux/#python3-venv",
    "path-letters": "errors/non-ascii-path/",
    "path-long": "install/windows/#long-paths",
    "network": "install/company/",
    "in-the-way-found": "errors/shadowed-module/",
    "kernel-elsewhere": "install/jupyter-kernel/#register",
    "kernel-gone": "install/jupyter-kernel/#what-goes-wrong",
    "tensorflow-pre": "install/versions/#pythons",
    "pair-wrong": "install/versions/#requires",
    "pair-missing": "install/versions/#requires",
    "pair-extra": "install/keras-import/",
    "train-error": "errors/",
    "train-dll-missing": "install/windows/#dll-endings",
    "train-dll-init": "install/windows/#dll-endings",
    "train-illegal": "errors/illegal-instruction/",
    "train-killed": "errors/oom/",
    "train-crash": "errors/kernel-dead/",
}

# What is said, in each language: find.ID is what is the case, do.ID what to do about it. "(으로)" after a
# value becomes 로 or 으로. Written from words/*.yml, never by hand; the first is the guide's own language.
# words: begin
WORDS = {
    "ko": {
        "find.python": "파이썬 {python}에는 텐서플로가 {newest}까지 있습니다.",
        "find.python-new": "파이썬 {python}에는 이 컴퓨터에 맞는 텐서플로 정식판이 없습니다({date} 기준).",
        "do.python-new": "파이썬 {best}(으로) 환경을 새로 만드세요.",
        "find.python-old": "파이썬 {python}(은) 너무 오래되어, 이 컴퓨터에 맞는 텐서플로가 없습니다.",
        "do.python-old": "파이썬 {best}(으로) 환경을 새로 만드세요.",
        "find.python-keras2": "파이썬 {python}에는 텐서플로가 {newest}까지만 있어서, 이 안내서의 케라스 3을 쓰지 못합니다.",
        "do.python-keras2": "옛 코드를 돌리려는 것이 아니라면 파이썬 {best}(으로) 환경을 새로 만드세요.",
        "find.implementation": "이 파이썬은 {implementation}인데, 텐서플로는 보통의 CPython에만 있습니다.",
        "do.implementation": "python.org나 미니포지의 파이썬 {best}(으로) 환경을 새로 만드세요.",
        "find.bits": "64비트 파이썬입니다.",
        "find.bits-32": "32비트 파이썬인데, 텐서플로는 64비트에만 있습니다.",
        "do.bits-32": "{address}에서 64비트 파이썬 {best}(을) 받아 설치하고, 그 파이썬으로 이 파일을 다시 실행하세요.",
        "find.system": "텐서플로를 설치할 수 있는 시스템입니다({system}).",
        "find.system-windows-arm": "ARM 윈도우에 맞는 텐서플로가 없습니다.",
        "do.system-windows-arm": "구글 코랩을 쓰거나, WSL2의 리눅스에 설치하세요.",
        "find.system-other": "이 시스템({system})에 맞는 텐서플로가 없습니다.",
        "do.system-other": "구글 코랩을 쓰거나, 윈도우·맥이나 우분투 같은 보통의 리눅스를 쓰는 64비트 컴퓨터에 설치하세요.",
        "find.system-rosetta": "애플 실리콘 맥에서 인텔용 파이썬이 돌고 있어서, 텐서플로를 불러오다 멈출 수 있습니다.",
        "do.system-rosetta": "터미널의 정보 창에서 ‘로제타를 사용하여 열기’를 끄고, {address}의 애플 실리콘용(arm64) 파이썬 {best}(을) 설치해 그 파이썬으로 이 파일을 다시 실행하세요.",
        "find.avx": "프로세서에 AVX 명령이 있습니다.",
        "find.avx-missing": "프로세서에 AVX 명령이 없어서, 텐서플로를 불러오다 멈춥니다.",
        "do.avx-missing": "이 컴퓨터에서는 구글 코랩을 쓰세요.",
        "find.avx-unknown": "프로세서에 AVX 명령이 있는지는 알아내지 못했습니다.",
        "find.redistributable": "VC++ 재배포 패키지 {redistributable} 버전이 있습니다.",
        "find.redistributable-missing": "텐서플로가 쓰는 msvcp140_1.dll이 없어서, 불러올 때 DLL load failed가 납니다.",
        "do.redistributable-missing": "VC++ 재배포 패키지({download})를 설치하고 컴퓨터를 다시 켜세요.",
        "find.gpu": "GPU {names} 카드는 이 텐서플로가 만들어진 세대입니다(리눅스와 WSL2에서).",
        "find.gpu-windows": "GPU {names} 카드가 있지만, 윈도우에 바로 설치한 텐서플로는 GPU를 쓰지 않습니다.",
        "find.gpu-new": "GPU {names} 카드는 이 텐서플로가 아는 것보다 새로워서, 멈추거나 오류가 난다는 제보가 있습니다.",
        "do.gpu-new": "CPU로 쓰거나, 구글 코랩의 GPU를 쓰세요.",
        "find.gpu-old": "GPU {names} 카드는 이 텐서플로가 만들어진 세대보다 오래되어 쓰지 못합니다.",
        "do.gpu-old": "CPU로 쓰거나, 구글 코랩의 GPU를 쓰세요.",
        "find.environment-venv": "가상 환경(venv) 안입니다.",
        "find.environment-conda": "conda 환경 안입니다.",
        "find.environment-base": "conda의 base 환경인데, 여기에 설치하면 conda 자신의 패키지와 버전이 부딪힐 수 있습니다.",
        "do.environment-base": "환경을 따로 만들어 그 안에 설치하세요.",
        "find.environment-none": "가상 환경 밖이라, 설치하는 것이 다른 프로그램의 패키지와 섞입니다.",
        "do.environment-none": "환경을 따로 만들어 그 안에 설치하세요.",
        "find.environment-managed": "운영 체제나 도구가 관리하는 파이썬이라, pip가 externally-managed-environment라며 설치를 거절합니다.",
        "do.environment-managed": "환경을 따로 만들어 그 안에 설치하세요.",
        "find.pip": "pip {pip} 버전은 텐서플로를 설치할 수 있습니다.",
        "find.pip-old": "pip {pip} 버전은 너무 오래되어, 새 텐서플로를 찾지 못합니다.",
        "do.pip-old": "환경 안에서 pip부터 새것으로 바꾸세요.",
        "find.pip-missing": "이 파이썬에는 pip가 없습니다.",
        "do.pip-missing": "pip를 넣거나, uv로 만든 환경이면 uv pip로 설치하세요.",
        "find.pip-uv": "uv로 만든 환경이라 pip가 없고, uv pip로 설치합니다.",
        "find.ensurepip-missing": "이 파이썬에는 가상 환경을 만드는 데 필요한 ensurepip가 없습니다.",
        "do.ensurepip-missing": "데비안·우분투라면 아래의 패키지를 설치하고, 다른 리눅스라면 venv 패키지를 찾아 설치하세요.",
        "find.space": "빈 공간이 {space} GB입니다.",
        "find.space-low": "빈 공간이 {space} GB라서, 설치하다 모자랄 수 있습니다.",
        "do.space-low": "{need} GB쯤 비우거나, 더 큰 디스크의 폴더에서 하세요.",
        "find.network": "네트워크 설정이 있습니다: {names}",
        "find.path": "경로에 문제가 될 글자가 없고 너무 길지도 않습니다.",
        "find.path-letters": "{where} 경로에 한글처럼 ASCII가 아닌 글자가 있어서 문제가 생길 수 있습니다.",
        "do.path-letters": "환경은 C:\\dl처럼 짧은 영문 폴더에 만들고, pip가 멈추면 그 창에서 TEMP와 TMP도 그 폴더로 정하세요.",
        "find.path-letters-here": "{where} 경로에 ASCII가 아닌 글자가 있지만, 문제는 윈도우에서만 알려져 있습니다.",
        "find.path-long": "파이썬의 경로가 {length}자라서, 텐서플로의 깊은 폴더까지 더하면 윈도우의 한계인 260자를 넘습니다.",
        "do.path-long": "C:\\dl처럼 짧은 폴더에 환경을 새로 만들거나, 윈도우의 긴 경로(LongPathsEnabled)를 켜세요.",
        "find.in-the-way": "텐서플로나 케라스를 가리는 파일이 없습니다.",
        "find.in-the-way-found": "진짜 패키지 대신 이것을 불러오게 됩니다: {paths}",
        "do.in-the-way-found": "이름을 바꾸거나 다른 폴더로 옮기세요.",
        "find.kernel": "주피터의 커널 {names}에서 이 파이썬이 돕니다.",
        "find.kernel-none": "등록된 주피터 커널이 없지만, 노트북을 쓰지 않는다면 없어도 됩니다.",
        "find.kernel-elsewhere": "주피터의 커널 {names}에서는 다른 파이썬이 돌아서, 여기에 설치한 것이 노트북에서는 보이지 않습니다.",
        "do.kernel-elsewhere": "환경 안에서 아래 두 줄을 치고, 노트북에서 커널 ‘Python (dl)’을 고르세요.",
        "find.kernel-gone": "이제 없는 파이썬을 가리키는 주피터 커널이 있습니다: {names}",
        "do.kernel-gone": "커널을 지우거나, 환경을 다시 만들고 커널도 다시 등록하세요.",
        "find.tensorflow-absent": "이 파이썬에는 텐서플로가 아직 없습니다.",
        "find.tensorflow": "텐서플로 {tensorflow} 버전이 설치되어 있습니다.",
        "find.tensorflow-pre": "설치된 텐서플로 {tensorflow} 버전은 정식판이 아니라 시험판입니다.",
        "do.tensorflow-pre": "시험판을 쓰려던 것이 아니라면 파이썬 {best}(으로) 환경을 새로 만들어 정식판을 설치하세요.",
        "find.tensorflow-unknown": "텐서플로 {tensorflow} 버전은 {date}의 버전 표에 없어서, 짝이 맞는지 알 수 없습니다.",
        "do.tensorflow-unknown": "안내서에서 check_env.py를 새로 받아 다시 해 보세요.",
        "find.pair": "{package} {version} 버전은 이 텐서플로와 짝이 맞습니다.",
        "find.pair-wrong": "{package} {version} 버전은 텐서플로 {tensorflow} 버전과 짝이 맞지 않습니다(맞는 범위: {range}).",
        "do.pair-wrong": "환경을 새로 만들어 텐서플로부터 다시 설치하거나, 급하면 그것만 바꾸세요.",
        "find.pair-missing": "텐서플로 {tensorflow} 버전에 필요한 {package} 패키지가 없습니다.",
        "do.pair-missing": "빠진 것을 설치하세요.",
        "find.pair-extra": "텐서플로 {tensorflow} 버전에는 케라스가 들어 있는데, keras {version} 버전이 따로 설치되어 있습니다.",
        "do.pair-extra": "불러올 때는 from tensorflow import keras라고 쓰고, 따로 설치한 것은 지우세요.",
        "find.train": "한 걸음 훈련해 보니 손실이 줄었습니다.",
        "find.train-up": "훈련은 되었지만 손실이 줄지 않았습니다.",
        "do.train-up": "다시 해 보고, 그래도 그러면 --json을 붙여 나온 것을 안내서에 알려 주세요.",
        "find.train-error": "{stage} 오류가 났습니다.",
        "do.train-error": "위에 ‘문제’가 있으면 그것부터 풀고, 없으면 마지막 줄을 안내서의 오류 사전에서 찾으세요.",
        "find.train-dll-missing": "텐서플로를 불러오다 DLL을 찾지 못했습니다.",
        "do.train-dll-missing": "VC++ 재배포 패키지({download})를 설치하고 컴퓨터를 다시 켜세요.",
        "find.train-dll-init": "텐서플로의 DLL을 찾았지만 시작하지 못했습니다.",
        "do.train-dll-init": "VC++ 재배포 패키지를 새것으로 설치하고({download}), base가 아닌 새 환경에 다시 설치하세요.",
        "find.train-illegal": "{stage} 프로세서에 없는 명령을 만나 멈췄습니다({status}).",
        "do.train-illegal": "애플 실리콘 맥이면 arm64용 파이썬으로 환경을 새로 만들고, 다른 컴퓨터라면 구글 코랩을 쓰세요.",
        "find.train-killed": "{stage} 운영 체제가 파이썬을 끝냈습니다({status}, 대개 메모리가 모자랄 때입니다).",
        "do.train-killed": "다른 프로그램을 닫고 다시 해 보세요.",
        "find.train-crash": "{stage} 파이썬이 갑자기 멈췄습니다({status}).",
        "do.train-crash": "환경을 새로 만들어 텐서플로만 설치하고, 그래도 그러면 --json을 붙여 나온 것을 안내서에 알려 주세요.",
        "find.train-slow": "{stage} {seconds}초가 넘어서 그만두었습니다.",
        "do.train-slow": "다른 프로그램을 닫고 다시 해 보고, 그래도 그러면 빠른 디스크에 환경을 새로 만드세요.",
        "say.title": "텐서플로를 위한 환경 검사 (파이썬 {python}, {system}, {date}의 버전 표)",
        "level.ok": "[좋음]",
        "level.warn": "[주의]",
        "level.bad": "[문제]",
        "say.commands": "이 컴퓨터에서 칠 명령:",
        "say.install-first": "(파이썬 {best}(이) 없다면 먼저 설치하세요. 그런 패키지가 없다면 uv를 쓰세요: uv venv --python {best}, 그다음 uv pip install로 같은 것을 설치합니다.)",
        "say.and": "·",
        "say.training": "한 걸음 훈련해 봅니다. 몇 분 걸릴 수 있습니다.",
        "say.fine": "고칠 것이 없습니다.",
        "say.fine-warn": "고칠 것은 없고, 주의할 것이 {warn}가지 있습니다.",
        "say.mend": "고칠 것은 {bad}가지, 주의할 것은 {warn}가지입니다.",
        "class.title": "반 전체의 환경 검사: 낸 답 {number}개 ({date}의 버전 표)",
        "class.ready": "준비됨",
        "class.install": "설치하기",
        "class.mend": "고치기",
        "class.step": "환경 안에 설치하세요.",
        "class.more": "(고칠 것이 {number}가지 더 있습니다.)",
        "class.counts": "준비됨 {ready}명, 설치하기 {install}명, 고치기 {mend}명",
        "class.twice": "{name}: 낸 파일이 여럿입니다({files}). 가장 나중에 만든 {last} 파일을 썼습니다.",
        "class.older": "{name}: 옛 check_env.py로 검사했습니다({date}의 버전 표). 새 파일로 다시 하게 하세요.",
        "class.broken": "{file}: 파일이 깨졌거나 답이 아닙니다. --save로 다시 만들어 내게 하세요.",
        "class.json": "{file}: --json으로 만든 파일입니다. --save로 다시 만들어 내게 하세요.",
        "class.newer": "{file}: 더 새로운 check_env.py로 만들었습니다. 안내서에서 check_env.py를 새로 받아 다시 모으세요.",
        "class.empty": "{folder} 폴더에 낸 답이 없습니다. 답은 {example} 같은 이름의 파일입니다.",
        "class.no-folder": "{folder} 폴더를 열 수 없습니다. 답을 모은 폴더의 이름을 쓰세요.",
        "class.name": "--save 뒤에는 번호나 별명을 쓰세요. 글자, 숫자, -, _만 서른 자까지 됩니다. 07이라고 쓰면 {example} 파일이 생깁니다.",
        "class.written": "이 파일을 내세요: {file}",
        "class.not-written": "{file} 파일을 이 폴더에 쓸 수 없습니다. C:\\dl처럼 쓸 수 있는 폴더에서 다시 하세요.",
        "place.prefix": "파이썬",
        "place.home": "홈 폴더",
        "place.temp": "임시 폴더",
        "stage.numpy": "NumPy를 불러오는 중에",
        "stage.tensorflow": "텐서플로를 불러오는 중에",
        "stage.keras": "케라스를 불러오는 중에",
        "stage.train": "훈련하는 중에",
        "stage.start": "파이썬을 시작하는 중에",
    },
    "en": {
        "find.python": "For Python {python} there is TensorFlow up to {newest}.",
        "find.python-new": "For Python {python} there is no stable TensorFlow on this computer (as of {date}).",
        "do.python-new": "Make a new environment with Python {best}.",
        "find.python-old": "Python {python} is old: there is no TensorFlow for it on this computer.",
        "do.python-old": "Make a new environment with Python {best}.",
        "find.python-keras2": "For Python {python} there is TensorFlow only up to {newest}, without the Keras 3 of this guide.",
        "do.python-keras2": "Unless you want to run old code, make a new environment with Python {best}.",
        "find.implementation": "This Python is {implementation}, and TensorFlow exists only for ordinary CPython.",
        "do.implementation": "Make a new environment with Python {best} from python.org or Miniforge.",
        "find.bits": "This Python has 64 bits.",
        "find.bits-32": "This Python has 32 bits, and TensorFlow exists only for 64.",
        "do.bits-32": "Get a 64-bit Python {best} from {address}, install it, and run this file with that one.",
        "find.system": "TensorFlow is made for this kind of computer ({system}).",
        "find.system-windows-arm": "There is no TensorFlow for Windows on ARM.",
        "do.system-windows-arm": "Use Google Colab, or install in the Linux of WSL2.",
        "find.system-other": "There is no TensorFlow for this system ({system}).",
        "do.system-other": "Use Google Colab, or a 64-bit computer with Windows, macOS or a common Linux such as Ubuntu.",
        "find.system-rosetta": "A Python for Intel runs on an Apple silicon Mac, and TensorFlow may stop when it is imported.",
        "do.system-rosetta": "Switch 'Open using Rosetta' off in Terminal's information window, install the Python {best} for Apple silicon (arm64) from {address}, and run this file with that one.",
        "find.avx": "The processor has AVX instructions.",
        "find.avx-missing": "The processor has no AVX instructions, so TensorFlow stops when it is imported.",
        "do.avx-missing": "Use Google Colab on this computer.",
        "find.avx-unknown": "Could not find out whether the processor has AVX instructions.",
        "find.redistributable": "The VC++ redistributable is there, version {redistributable}.",
        "find.redistributable-missing": "TensorFlow uses msvcp140_1.dll, which is missing; its import would end in DLL load failed.",
        "do.redistributable-missing": "Install the VC++ redistributable ({download}) and restart the computer.",
        "find.gpu": "This TensorFlow is built for the generation of the GPU {names} (on Linux and in WSL2).",
        "find.gpu-windows": "There is the GPU {names}, but TensorFlow installed directly on Windows uses none.",
        "find.gpu-new": "The GPU {names} is newer than this TensorFlow knows; people report that it hangs or fails.",
        "do.gpu-new": "Use the CPU, or the GPU of Google Colab.",
        "find.gpu-old": "The GPU {names} is older than what this TensorFlow is built for, and cannot be used.",
        "do.gpu-old": "Use the CPU, or the GPU of Google Colab.",
        "find.environment-venv": "Inside a virtual environment (venv).",
        "find.environment-conda": "Inside a conda environment.",
        "find.environment-base": "This is conda's base environment; what you install here can collide with conda's own packages.",
        "do.environment-base": "Make an environment and install inside it.",
        "find.environment-none": "Outside of any environment: what you install mixes with the packages of other programs.",
        "do.environment-none": "Make an environment and install inside it.",
        "find.environment-managed": "This Python is managed by the system or a tool, and pip will refuse: externally-managed-environment.",
        "do.environment-managed": "Make an environment and install inside it.",
        "find.pip": "pip {pip} can install TensorFlow.",
        "find.pip-old": "pip {pip} is too old to find a new TensorFlow.",
        "do.pip-old": "Inside the environment, upgrade pip first.",
        "find.pip-missing": "This Python has no pip.",
        "do.pip-missing": "Add pip; or, in an environment made by uv, use uv pip instead.",
        "find.pip-uv": "An environment made by uv: it has no pip, and uv pip installs.",
        "find.ensurepip-missing": "This Python lacks ensurepip, which making an environment takes.",
        "do.ensurepip-missing": "On Debian and Ubuntu install this package; on another Linux look for its venv package.",
        "find.space": "There are {space} GB free.",
        "find.space-low": "There are only {space} GB free, which may not suffice for the installation.",
        "do.space-low": "Free some {need} GB, or use a folder on a larger disk.",
        "find.network": "There are settings for the network: {names}",
        "find.path": "No letters in the paths that could cause trouble, and none is too long.",
        "find.path-letters": "The path of {where} has letters outside plain ASCII, which can cause trouble.",
        "do.path-letters": "Make the environment in a short, plain folder such as C:\\dl; if pip stops, set TEMP and TMP to it too.",
        "find.path-letters-here": "The path of {where} has letters outside plain ASCII, but trouble is known from Windows only.",
        "find.path-long": "The path of this Python has {length} characters; with TensorFlow's deep folders it passes the 260 that Windows allows.",
        "do.path-long": "Make a new environment in a short folder such as C:\\dl, or allow long paths (LongPathsEnabled).",
        "find.in-the-way": "No file stands in the way of TensorFlow or Keras.",
        "find.in-the-way-found": "Instead of the real package Python will import this: {paths}",
        "do.in-the-way-found": "Rename it or move it to another folder.",
        "find.kernel": "Jupyter's kernel {names} runs this Python.",
        "find.kernel-none": "No Jupyter kernel is registered; without notebooks you need none.",
        "find.kernel-elsewhere": "Jupyter's kernel {names} runs another Python, so a notebook will not see what you install here.",
        "do.kernel-elsewhere": "Inside the environment type these two lines, and choose the kernel 'Python (dl)' in the notebook.",
        "find.kernel-gone": "A Jupyter kernel points to a Python that is gone: {names}",
        "do.kernel-gone": "Remove it, or make the environment again and register the kernel anew.",
        "find.tensorflow-absent": "This Python has no TensorFlow yet.",
        "find.tensorflow": "TensorFlow {tensorflow} is installed.",
        "find.tensorflow-pre": "The installed TensorFlow {tensorflow} is a pre-release.",
        "do.tensorflow-pre": "Unless you want one, make a new environment with Python {best} and install the stable release.",
        "find.tensorflow-unknown": "TensorFlow {tensorflow} is not in the version table of {date}, so whether the rest fits is unknown.",
        "do.tensorflow-unknown": "Download check_env.py from the guide again and repeat.",
        "find.pair": "{package} {version} goes with this TensorFlow.",
        "find.pair-wrong": "{package} {version} does not go with TensorFlow {tensorflow}, which needs {range}.",
        "do.pair-wrong": "Make a new environment and install TensorFlow first; or, in a hurry, change only this one.",
        "find.pair-missing": "TensorFlow {tensorflow} needs {package}, which is not installed.",
        "do.pair-missing": "Install what is missing.",
        "find.pair-extra": "TensorFlow {tensorflow} has Keras inside, and keras {version} is installed beside it.",
        "do.pair-extra": "Write from tensorflow import keras, and remove the other.",
        "find.train": "Trained one step, and the loss went down.",
        "find.train-up": "The training ran, but the loss did not go down.",
        "do.train-up": "Try again; if it stays so, send the guide what --json prints.",
        "find.train-error": "An error at this stage: {stage}.",
        "do.train-error": "Mend what is marked 'mend' above first; if there is none, look the last line up in the guide's error dictionary.",
        "find.train-dll-missing": "Importing TensorFlow did not find a DLL.",
        "do.train-dll-missing": "Install the VC++ redistributable ({download}) and restart the computer.",
        "find.train-dll-init": "Importing TensorFlow found its DLL but could not start it.",
        "do.train-dll-init": "Install the newest VC++ redistributable ({download}), and install TensorFlow again in a new environment that is not base.",
        "find.train-illegal": "An instruction that this processor does not have ({status}) at this stage: {stage}.",
        "do.train-illegal": "On an Apple silicon Mac make a new environment with a Python for arm64; elsewhere use Google Colab.",
        "find.train-killed": "The system ended Python ({status}), mostly for lack of memory, at this stage: {stage}.",
        "do.train-killed": "Close other programs and try again.",
        "find.train-crash": "Python stopped dead ({status}) at this stage: {stage}.",
        "do.train-crash": "Make a new environment with TensorFlow alone; if it stays so, send the guide what --json prints.",
        "find.train-slow": "Not finished after {seconds} seconds: {stage}.",
        "do.train-slow": "Close other programs and try again; if it stays so, make a new environment on a fast disk.",
        "say.title": "Environment check for TensorFlow (Python {python}, {system}, version table of {date})",
        "level.ok": "[ok]  ",
        "level.warn": "[look]",
        "level.bad": "[mend]",
        "say.commands": "What to type on this computer:",
        "say.install-first": "(If there is no Python {best}, install it first. Where there is no such package, use uv: uv venv --python {best}, then uv pip install with the same words.)",
        "say.and": " and ",
        "say.training": "Training one step; this may take minutes.",
        "say.fine": "Nothing to mend.",
        "say.fine-warn": "Nothing to mend; to look at: {warn}.",
        "say.mend": "To mend: {bad}; to look at: {warn}.",
        "class.title": "Environment check of a class (answers: {number}, version table of {date})",
        "class.ready": "ready",
        "class.install": "install",
        "class.mend": "mend",
        "class.step": "Install inside the environment.",
        "class.more": "(To mend besides: {number}.)",
        "class.counts": "Ready: {ready}; to install: {install}; to mend: {mend}",
        "class.twice": "{name}: handed in more than once ({files}). The last one made, {last}, counts.",
        "class.older": "{name}: checked by an old check_env.py (version table of {date}). Have it done again with the new file.",
        "class.broken": "{file}: damaged, or no answer. Have it made again with --save.",
        "class.json": "{file}: this was made with --json. Have it made again with --save.",
        "class.newer": "{file}: made by a newer check_env.py. Download check_env.py from the guide again and repeat.",
        "class.empty": "No answers in the folder {folder}. They are files with names such as {example}.",
        "class.no-folder": "The folder {folder} cannot be opened. Name the folder with the answers.",
        "class.name": "Behind --save write a number or a nickname: up to thirty letters, digits, - or _. With 07 the file is {example}.",
        "class.written": "Hand in this file: {file}",
        "class.not-written": "Cannot write {file} into this folder. Repeat in a folder of your own, such as C:\\dl.",
        "place.prefix": "Python",
        "place.home": "your home folder",
        "place.temp": "the temporary folder",
        "stage.numpy": "importing NumPy",
        "stage.tensorflow": "importing TensorFlow",
        "stage.keras": "importing Keras",
        "stage.train": "training",
        "stage.start": "starting Python",
    },
}
# words: end


# Versions and the table


def numbers(version):
    """The release of a version as numbers: "2.22.0rc0" -> [2, 22, 0]."""
    return [int(n) for n in re.match(r"\d+(?:\.\d+)*", version).group().split(".")]


def is_pre(version):
    """Whether a version is a pre-release."""
    return bool(re.search(r"\d(?:a|b|rc|\.?dev)\d*", version))


def compare(first, second):
    """-1, 0 or 1, as the first version is older, the same or newer."""
    a, b = numbers(first), numbers(second)
    size = max(len(a), len(b))
    a, b = a + [0] * (size - len(a)), b + [0] * (size - len(b))
    return (a > b) - (a < b)


def within(version, wanted):
    """Whether a version lies in a range such as ">=1.26,<2.1"; "~=1.19.2" means ">=1.19.2,==1.19.*"."""
    for part in wanted.replace(" ", "").split(","):
        sign, bound = re.match(r"([<>=!~]+)(.+)", part).groups()
        order = compare(version, bound.replace(".*", ""))
        size = len(numbers(bound)) - (sign == "~=")
        same = (numbers(version) + [0] * size)[:size] == numbers(bound)[:size]
        fits = {
            ">=": order >= 0,
            ">": order > 0,
            "<=": order <= 0,
            "<": order < 0,
            "==": same if bound.endswith(".*") else order == 0,
            "!=": not same if bound.endswith(".*") else order != 0,
            "~=": order >= 0 and same,
        }
        if not fits[sign]:
            return False
    return True


def read(table, facts):
    """What the table says about this computer: the one place that knows the table's shape.

    newest: the newest TensorFlow for this Python, or None; oldest and best: the oldest Python that has
    one here, and the one to take; needs: what the installed TensorFlow needs, or None if it is unknown.
    """
    # For the Python to come: not translated, not 32-bit.
    system = "macos-arm64" if facts["rosetta"] else facts["system"].replace("-x86", "-x64")
    have = {python: newest for python, newest in table["newest"].get(system, {}).items() if newest}
    mine = {python: newest for python, newest in table["newest"].get(facts["system"], {}).items() if newest}
    python = "%d.%d" % tuple(facts["python"][:2])
    ordered = sorted(have, key=numbers)
    best = table["recommended"] if table["recommended"] in have or not have else ordered[-1]
    tensorflow = facts["packages"].get("tensorflow")
    minor = ".".join(tensorflow.split(".")[:2]) if tensorflow else ""
    return {
        "date": table["date"],
        "supported": bool(have),
        "newest": mine.get(python),
        "oldest": ordered[0] if ordered else None,
        "best": best,
        "needs": table["needs"].get(minor),
    }


# What this machine is like: facts, as a plain dict that JSON can hold


def safely(default, function, *args):
    """A fact that cannot be found out is not worth a crash."""
    try:
        return function(*args)
    except Exception:
        return default


def look():
    """Gather the facts. Reads files, the environment and the registry; changes nothing."""
    system, rosetta = safely(("unknown", False), _system)
    packages = safely({}, _packages, sys.path)
    return {
        "python": list(sys.version_info[:3]),
        "implementation": safely("CPython", _implementation),
        "bits": struct.calcsize("P") * 8,
        "system": system,
        "rosetta": rosetta,
        "avx": safely(None, _avx, system),
        "redistributable": safely(None, _redistributable),
        "gpus": safely([], _gpus),
        "environment": safely("none", _environment),
        "managed": safely(False, _managed),
        "conda": bool(os.environ.get("CONDA_EXE")) or safely(False, _is_conda),
        "command": safely("python", _command),
        "own": safely(sys.executable, _own),
        "uv": safely(False, _made_by_uv),
        "ensurepip": safely(True, _has_ensurepip),
        "space": safely(None, _space),
        "network": safely([], _network),
        "paths": {
            "prefix": sys.prefix,
            "home": os.path.expanduser("~"),
            "temp": _temp(),
        },
        "long_paths": safely(None, _long_paths),
        "in_the_way": safely([], lambda: _in_the_way(_folders())),
        "kernels": safely([], lambda: _kernels(_kernel_folders())),
        "packages": packages,
        "train": None,
    }


def _implementation():
    if sysconfig.get_config_var("Py_GIL_DISABLED"):
        return "CPython without the GIL"
    return platform.python_implementation()


def _system():
    """One of the table's keys, or a name that the table does not have; and whether Rosetta translates."""
    # On Windows this is the Python's own kind, where platform.machine() may tell the computer's.
    kind = sysconfig.get_platform() if os.name == "nt" else platform.machine()
    machine = {
        "win-amd64": "x64",
        "win-arm64": "arm64",
        "win32": "x86",
        "x86_64": "x64",
        "amd64": "x64",
        "aarch64": "arm64",
        "arm64": "arm64",
    }.get(kind.lower(), kind.lower())
    name = {"win32": "windows", "darwin": "macos"}.get(sys.platform, sys.platform)
    if name.startswith("linux"):
        built_for = "%s %s" % (sysconfig.get_config_var("HOST_GNU_TYPE"), sysconfig.get_config_var("SOABI"))
        name = "linux-musl" if "musl" in built_for else "linux"
    rosetta = name == "macos" and machine == "x64" and safely("", _sysctl, "sysctl.proc_translated") == "1"
    return "%s-%s" % (name, machine), rosetta


def _sysctl(name):
    return subprocess.check_output(["/usr/sbin/sysctl", "-n", name], stderr=subprocess.DEVNULL).decode().strip()


def _avx(system):
    """True, False, or None where it cannot be known or does not matter (ARM)."""
    if system.startswith("linux") and system.endswith("-x64"):
        with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as file:
            flags = re.search(r"^flags\s*:(.*)$", file.read(), re.MULTILINE)
        return "avx" in flags.group(1).split() if flags else None
    if system == "windows-x64":
        import ctypes

        kernel = ctypes.windll.kernel32
        if kernel.IsProcessorFeaturePresent(39):  # PF_AVX_INSTRUCTIONS_AVAILABLE
            return True
        # Before Windows 10 2004 that says no even where AVX is there (oven-sh/bun #41233).
        kernel.GetEnabledXStateFeatures.restype = ctypes.c_uint64
        return bool(kernel.GetEnabledXStateFeatures() & 4)
    if system == "macos-x64":
        return _sysctl("hw.optional.avx1_0") == "1"
    return None


def _redistributable():
    """The version of msvcp140_1.dll, "?" where that cannot be read, False without the file; None: no Windows.

    conda brings one of its own.
    """
    if os.name != "nt":
        return None
    system = os.path.join(os.environ.get("SYSTEMROOT", "C:\\Windows"), "System32")
    for folder in (system, sys.prefix, getattr(sys, "base_prefix", sys.prefix)):
        path = os.path.join(folder, "msvcp140_1.dll")
        if os.path.isfile(path):
            return safely("?", _file_version, path)
    return False


def _file_version(path):
    """14.38.33130.0, as Windows keeps it in the file."""
    import ctypes

    api = ctypes.windll.version
    data = ctypes.create_string_buffer(api.GetFileVersionInfoSizeW(path, None))
    api.GetFileVersionInfoW(path, 0, len(data), data)
    info, size = ctypes.c_void_p(), ctypes.c_uint()
    api.VerQueryValueW(data, "\\", ctypes.byref(info), ctypes.byref(size))
    high, low = struct.unpack_from("<II", ctypes.string_at(info.value, size.value), 8)
    return "%d.%d.%d.%d" % (high >> 16, high & 0xFFFF, low >> 16, low & 0xFFFF)


def _gpus():
    """NVIDIA's cards as their driver lists them: [{"name", "capability"}]."""
    tool = shutil.which("nvidia-smi")
    if not tool:
        return []
    asked = [tool, "--query-gpu=name,compute_cap", "--format=csv,noheader"]
    said = subprocess.check_output(asked, stderr=subprocess.DEVNULL, timeout=20).decode("utf-8", "replace")
    lines = [line.rpartition(",") for line in said.splitlines() if re.search(r",\s*\d+\.\d+\s*$", line)]
    return [{"name": name.strip(), "capability": number.strip()} for name, _, number in lines]


def _own():
    """How to type this very Python: from this folder where it lies in it, else by its whole path."""
    if os.environ.get("CONDA_PREFIX") and _same_folder(os.environ["CONDA_PREFIX"], sys.prefix):
        return "python"
    path = os.path.relpath(sys.executable)
    path = sys.executable if path.startswith(os.pardir) else path
    if os.name == "nt":
        return '& "%s"' % path if " " in path else re.sub(r"\.exe$", "", path)
    return shlex.quote(path)


def _same_folder(first, second):
    return os.path.normcase(os.path.realpath(first)) == os.path.normcase(os.path.realpath(second))


def _made_by_uv():
    with open(os.path.join(sys.prefix, "pyvenv.cfg"), encoding="utf-8", errors="replace") as file:
        return bool(re.search(r"^uv\s*=", file.read(), re.MULTILINE))


def _has_ensurepip():
    import importlib.util

    return importlib.util.find_spec("ensurepip") is not None


def _space():
    """Free gigabytes where this is run."""
    return round(shutil.disk_usage(os.getcwd()).free / 1e9, 1)


def _network():
    """The names of what steers the network, not their values, which may hold passwords."""
    names = ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY", "PIP_PROXY", "PIP_INDEX_URL", "PIP_CERT")
    names += ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "SSL_CERT_FILE", "UV_DEFAULT_INDEX", "UV_SYSTEM_CERTS")
    return [name for name in names if os.environ.get(name) or os.environ.get(name.lower())]


def _environment():
    """venv, conda, base or none."""
    base = getattr(sys, "real_prefix", None) or getattr(sys, "base_prefix", sys.prefix)
    if sys.prefix != base:
        return "venv"
    if _is_conda():
        return "base" if os.path.isdir(os.path.join(sys.prefix, "condabin")) else "conda"
    return "none"


def _is_conda():
    return os.path.isdir(os.path.join(sys.prefix, "conda-meta"))


def _managed():
    return os.path.isfile(os.path.join(sysconfig.get_path("stdlib"), "EXTERNALLY-MANAGED"))


def _command():
    """How to start this very Python from a terminal."""
    short = "%d.%d" % sys.version_info[:2]
    if os.name == "nt":
        return "py -" + short if shutil.which("py") else "python"
    for name in ("python", "python3", "python" + short):
        path = shutil.which(name)
        if path and os.path.realpath(path) == os.path.realpath(sys.executable):
            return name
    return shlex.quote(sys.executable)


def _temp():
    # tempfile.gettempdir() would write a file to see whether it can.
    names = ("TMPDIR", "TEMP", "TMP")
    return next((os.environ[name] for name in names if os.environ.get(name)), "/tmp" if os.name != "nt" else "")


def _long_paths():
    if os.name != "nt":
        return None
    import winreg

    with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SYSTEM\CurrentControlSet\Control\FileSystem") as key:
        return bool(winreg.QueryValueEx(key, "LongPathsEnabled")[0])


def _folders():
    """From where Python imports before it looks where packages are installed."""
    own = [os.getcwd(), os.path.dirname(os.path.abspath(__file__)) if "__file__" in globals() else ""]
    own += os.environ.get("PYTHONPATH", "").split(os.pathsep)
    return list(dict.fromkeys(os.path.abspath(folder) for folder in own if folder))


def _in_the_way(folders):
    """Files and folders that would be imported in place of a package."""
    paths = []
    for folder in folders:
        installed = _packages([folder])
        for name in IN_THE_WAY:
            path = os.path.join(folder, name)
            if os.path.isfile(path + ".py"):
                paths.append(path + ".py")
            elif os.path.isfile(os.path.join(path, "__init__.py")) and name not in installed:
                paths.append(path)
    return paths


def _packages(folders):
    """Installed versions, read from the names of *.dist-info folders; importing would be slow, or crash."""
    wanted = ("tensorflow", "keras", "tf-keras", "numpy", "protobuf", "pip", "ipykernel")
    stand_ins = ("tensorflow-cpu", "tensorflow-intel", "tensorflow-macos", "tensorflow-gpu", "tf-nightly")
    versions = {}
    for folder in folders:
        if not os.path.isdir(folder or "."):
            continue
        for entry in sorted(os.listdir(folder or ".")):
            match = re.match(r"(.+?)-(\d[^-]*)(?:-py\d[^-]*)?\.(?:dist|egg)-info$", entry)
            name = re.sub(r"[-_.]+", "-", match.group(1)).lower() if match else ""
            if name in wanted + stand_ins:
                versions.setdefault(name, match.group(2))
    for name in stand_ins:
        if name in versions:
            versions.setdefault("tensorflow", versions[name])
    return versions


def _kernel_folders():
    """Where Jupyter looks for kernels."""
    home = os.path.expanduser("~")
    folders = os.environ.get("JUPYTER_PATH", "").split(os.pathsep)
    if os.environ.get("JUPYTER_DATA_DIR"):
        folders.append(os.environ["JUPYTER_DATA_DIR"])
    elif os.name == "nt":
        folders.append(os.path.join(os.environ.get("APPDATA", home), "jupyter"))
    elif sys.platform == "darwin":
        folders.append(os.path.join(home, "Library", "Jupyter"))
    else:
        data = os.environ.get("XDG_DATA_HOME") or os.path.join(home, ".local", "share")
        folders.append(os.path.join(data, "jupyter"))
    folders.append(os.path.join(sys.prefix, "share", "jupyter"))
    if os.name == "nt":
        folders.append(os.path.join(os.environ.get("PROGRAMDATA", "C:\\ProgramData"), "jupyter"))
    else:
        folders += ["/usr/local/share/jupyter", "/usr/share/jupyter"]
    return list(dict.fromkeys(os.path.join(folder, "kernels") for folder in folders if folder))


def _kernels(folders):
    """Jupyter's Python kernels, as their files say; the first of a name hides the others, as in Jupyter."""
    kernels = {}
    for folder in folders:
        for name in sorted(os.listdir(folder)) if os.path.isdir(folder) else []:
            try:
                with open(os.path.join(folder, name, "kernel.json"), encoding="utf-8") as file:
                    spec = json.load(file)
                python = spec["argv"][0]
                is_python = spec.get("language") == "python" or "ipykernel_launcher" in spec["argv"]
                shown = str(spec.get("display_name", name))
            except (OSError, ValueError, LookupError, TypeError, AttributeError):
                continue
            if not is_python or name.lower() in kernels:
                continue
            if os.path.dirname(python):
                own, there = _same_python(python, sys.executable), os.path.isfile(python)
            else:  # a bare "python" is the one that runs Jupyter itself
                own = there = os.path.normcase(folder).startswith(os.path.normcase(sys.prefix) + os.sep)
            if os.path.dirname(python) or own:
                kernels[name.lower()] = {
                    "folder": name,
                    "name": shown,
                    "own": own,
                    "there": there,
                    "python": python,
                }
    return list(kernels.values())


def _same_python(first, second):
    """Whether two paths are one environment's Python; a venv's is a link, so its folder counts too."""
    folders = [os.path.normcase(os.path.realpath(os.path.dirname(path))) for path in (first, second)]
    files = [os.path.normcase(os.path.realpath(path)) for path in (first, second)]
    return folders[0] == folders[1] and files[0] == files[1]


# One training step, in a process of its own: whatever it does, this one lives to tell

STEP = """
import sys

def at(stage):
    print("@@ " + stage)
    sys.stdout.flush()

if sys.platform == "win32":  # no window that waits for a click
    import ctypes
    ctypes.windll.kernel32.SetErrorMode(0x8003)
at("numpy")
import numpy as np
at("tensorflow")
import tensorflow as tf
at("keras")
if [int(n) for n in tf.__version__.split(".")[:2]] >= [2, 16]:
    import keras
else:
    from tensorflow import keras
at("train")
x = np.linspace(-1, 1, 100).reshape(-1, 1)
y = 3 * x + 1
model = keras.Sequential([keras.layers.Dense(1)])
model.compile(optimizer="sgd", loss="mse")
before = model.evaluate(x, y, verbose=0)
model.fit(x, y, batch_size=100, verbose=0)
after = model.evaluate(x, y, verbose=0)
at("down" if after < before else "up")
"""


def train(seconds=SECONDS):
    """Train one step; see `outcome` for what comes back."""
    folder = tempfile.mkdtemp(prefix="check_env-")
    env = dict(os.environ, PYTHONIOENCODING="utf-8", PYTHONDONTWRITEBYTECODE="1")
    env.update(KERAS_HOME=folder, MPLCONFIGDIR=folder)
    env.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    try:
        # Keras writes its settings when it is imported (and matplotlib its list of fonts, which Keras
        # imports): into a copy, so that the reader's stay untouched.
        home = os.environ.get("KERAS_HOME") or os.path.join(os.path.expanduser("~"), ".keras")
        settings = os.path.join(home, "keras.json")
        if os.path.isfile(settings):
            shutil.copy(settings, folder)
        # A file, not a pipe: a grandchild that outlives the step would hold a pipe open.
        with open(os.path.join(folder, "said"), "w+b") as said:
            process = subprocess.Popen(
                [sys.executable, "-c", STEP],
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
            )
            try:
                code = process.wait(timeout=seconds)
            except subprocess.TimeoutExpired:
                code = None
            finally:
                if process.poll() is None:
                    process.kill()
                    process.wait()
            said.seek(0)
            text = said.read().decode("utf-8", "replace")
        return outcome(code, text, seconds)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def outcome(code, text, seconds=SECONDS):
    """What an exit status (None: it took too long) and the printed text mean.

    kind: down, up, error, dll-missing, dll-init, illegal, killed, crash or slow; stage: how far it came;
    status: the exit status in words; lines: the last that it said.
    """
    stages = re.findall(r"^@@ (\w+)\s*$", text, re.MULTILINE)
    lines = [line.rstrip() for line in text.splitlines() if line.strip() and not line.startswith("@@ ")]
    last = stages[-1] if stages else "start"
    ended = {
        -4: "SIGILL",
        -6: "SIGABRT",
        -7: "SIGBUS",
        -9: "SIGKILL",
        -11: "SIGSEGV",
        0xC000001D: "0xC000001D, illegal instruction",
        0xC0000005: "0xC0000005, access violation",
        0xC0000135: "0xC0000135, DLL not found",
        0xC0000142: "0xC0000142, DLL failed to start",
    }
    # macOS numbers SIGBUS 10; Windows may give the status as a negative number.
    code = code + 2**32 if code is not None and code < -(2**16) else code
    if last in ("down", "up"):
        kind, last = last, "train"
    elif code is None:
        kind = "slow"
    elif re.search(r"DLL load failed.*(?:initialization routine|초기화 루틴)", text):
        kind = "dll-init"
    elif re.search(r"DLL load failed.*(?:specified module|지정된 모듈)", text):
        kind = "dll-missing"
    elif code in (-4, 0xC000001D) or re.search(r"compiled to use \S+ instructions", text):
        kind = "illegal"
    elif code == -9:
        kind = "killed"
    elif code < 0 or code > 255 or not any(line.startswith("Traceback") for line in lines):
        kind = "crash"
    else:
        kind = "error"
    status = "" if code is None else ended.get(code, "exit status %d" % code)
    lines = [] if kind == "down" else lines[-5:]
    return {"kind": kind, "stage": last, "status": status, "seconds": seconds, "lines": lines}


# From facts to findings: no look at the machine below this line


def judge(facts, table):
    """The findings about these facts: a list of {"id", "level": ok, warn or bad, "values", "lines"}."""
    said = read(table, facts)
    packages = facts["packages"]
    tensorflow = packages.get("tensorflow")
    name = facts["system"].partition("-")[0]
    windows = name == "windows"
    about = {
        "python": "%d.%d" % tuple(facts["python"][:2]),
        "system": facts["system"],
        "implementation": facts["implementation"],
        "newest": said["newest"],
        "best": said["best"],
        "date": said["date"],
        "pip": packages.get("pip"),
        "tensorflow": tensorflow,
        "run": _run(facts),
        "install": "uv pip install" if facts["uv"] else _run(facts) + " -m pip install",
        "download": REDISTRIBUTABLE,
        "address": "https://www.python.org/downloads/" + {"windows": "windows/", "macos": "macos/"}.get(name, ""),
    }
    findings = []

    def find(name, level="ok", lines=(), **values):
        if level == "bad" and tensorflow and name in BEFORE:
            level = "warn"
        findings.append({"id": name, "level": level, "values": dict(about, **values), "lines": list(lines)})

    # The Python
    if facts["bits"] != 64:
        find("bits-32", "bad")
    else:
        find("bits")
        if facts["implementation"] != "CPython":
            find("implementation", "bad")
        elif facts["system"] == "windows-arm64" and not said["supported"]:
            find("system-windows-arm", "bad")
        elif not said["supported"]:
            find("system-other", "bad")
        else:
            if facts["rosetta"]:
                find("system-rosetta", "bad")
            else:
                find("system")
            if not said["newest"]:
                is_old = compare(about["python"], said["oldest"]) < 0
                find("python-old" if is_old else "python-new", "bad")
            elif compare(said["newest"], KERAS3) < 0:
                find("python-keras2", "bad")
            else:
                find("python")

    # The computer
    if facts["system"].endswith("-x64") and not facts["rosetta"]:
        if facts["avx"] is None:
            find("avx-unknown")
        else:
            find("avx" if facts["avx"] else "avx-missing", "ok" if facts["avx"] else "bad")
    if facts["redistributable"] is not None:
        there = facts["redistributable"]
        find(
            "redistributable" if there else "redistributable-missing",
            "ok" if there else "bad",
            redistributable=there,
        )
    if facts["gpus"]:
        kind = "windows" if windows else gpu_kind(facts["gpus"], table["gpus"])
        names = ", ".join("%s (%s)" % (gpu["name"], gpu["capability"]) for gpu in facts["gpus"])
        if windows or facts["system"] == "linux-x64":
            find("gpu-" + kind if kind else "gpu", "warn" if kind in ("new", "old") else "ok", names=names)

    # Where things would be installed
    if facts["environment"] == "none" and facts["managed"]:
        find("environment-managed", "bad")
    else:
        find("environment-" + facts["environment"], "warn" if facts["environment"] in ("base", "none") else "ok")
    # What belongs to a Python that has to go is no matter.
    remade = {finding["id"] for finding in findings if finding["level"] == "bad"} & (REMAKE | {"python-keras2"})
    alone = facts["environment"] == "none" and facts["system"].startswith("linux")
    if alone and not facts["ensurepip"] and not remade:
        find("ensurepip-missing", "bad")
    if remade or (facts["environment"] == "none" and facts["managed"]):
        pass  # nothing is to be installed into it
    elif not about["pip"]:
        find("pip-uv" if facts["uv"] else "pip-missing", "ok" if facts["uv"] else "warn")
    elif compare(about["pip"], PIP) < 0:
        find("pip-old", "bad")
    else:
        find("pip")
    before = len(findings)
    odd = [
        place for place in ("prefix", "home", "temp") if any(ord(letter) > 127 for letter in facts["paths"][place])
    ]
    if odd:
        find("path-letters" if windows else "path-letters-here", "warn" if windows else "ok", where=odd)
    length = len(facts["paths"]["prefix"])
    if windows and not facts["long_paths"] and length + WINDOWS_REST > LIMIT:
        find("path-long", "warn", length=length)
    if len(findings) == before:
        find("path")
    if facts["space"] is not None and not tensorflow:
        low = facts["space"] < SPACE
        find("space-low" if low else "space", "bad" if low else "ok", space=facts["space"], need=SPACE)
    if facts["network"]:
        find("network", names=", ".join(facts["network"]))

    # What hides it
    if facts["in_the_way"]:
        find("in-the-way-found", "bad", paths=", ".join(facts["in_the_way"]))
    else:
        find("in-the-way")
    kernels = facts["kernels"]
    own = [kernel for kernel in kernels if kernel["own"]]
    gone = [kernel for kernel in kernels if not kernel["there"]]
    elsewhere = [kernel for kernel in kernels if kernel["there"] and not kernel["own"]]
    if not kernels:
        find("kernel-none")
    if own:
        find("kernel", names=_names(own))
    elif elsewhere:
        find("kernel-elsewhere", "warn", names=_names(elsewhere))
    if gone:
        folders = " ".join(kernel["folder"] for kernel in gone)
        find("kernel-gone", "warn", names=_names(gone), folders=folders)

    # What is installed
    if not tensorflow:
        find("tensorflow-absent")
        return findings
    find("tensorflow-pre" if is_pre(tensorflow) else "tensorflow", "warn" if is_pre(tensorflow) else "ok")
    if said["needs"] is None:
        find("tensorflow-unknown", "warn")
    else:
        for package in ("keras", "numpy", "protobuf"):
            version, wanted = packages.get(package), said["needs"].get(package)
            values = {"package": package, "version": version, "range": wanted}
            if wanted and not version:
                find("pair-missing", "bad", **values)
            elif wanted:
                fits = within(version, wanted)
                find("pair" if fits else "pair-wrong", "ok" if fits else "bad", **values)
            elif version and package == "keras":
                find("pair-extra", "warn", **values)
    step = facts["train"]
    if step:
        name = "train" if step["kind"] == "down" else "train-" + step["kind"]
        values = {"stage": step["stage"], "status": step["status"], "seconds": step["seconds"]}
        find(name, "ok" if step["kind"] == "down" else "bad", step["lines"], **values)
    return findings


def _names(kernels):
    return ", ".join("'%s'" % kernel["name"] for kernel in kernels)


def gpu_kind(gpus, built):
    """Where no card is of a generation that TensorFlow is built for ("sm_89 compute_90"): new or old; else ""."""
    newer = []
    for gpu in gpus:
        mine = tuple(numbers(gpu["capability"]))
        for target in built.split():
            major, minor = int(target.rpartition("_")[2][:-1]), int(target[-1])
            if mine[0] == major and mine[1] >= minor:
                return ""
            newer.append(mine[0] > major)
    return "new" if all(newer) else "old"


def _run(facts):
    """How the Python of the environment is typed: of the one that runs this, or of the one to be made."""
    if facts["environment"] in ("venv", "conda"):
        return facts["own"]
    if facts["conda"]:
        return "python"
    return ".venv\\Scripts\\python" if facts["system"].startswith("windows") else ".venv/bin/python"


def commands(facts, table, findings):
    """What to type on this computer to have TensorFlow; nothing where it works already or never will.

    The lines of the guide's recipe: no environment has to be switched on, but conda's in its own prompt.
    """
    said = read(table, facts)
    bad = {finding["id"] for finding in findings if finding["level"] == "bad"}
    if not said["supported"] or (facts["avx"] is False and not facts["rosetta"]) or bad & WRONG:
        return []
    if facts["packages"].get("tensorflow") and not bad & REMAKE:
        return []
    fit = not bad & REMAKE and compare(said["newest"], KERAS3) >= 0
    python = "%d.%d" % tuple(facts["python"][:2]) if fit else said["best"]
    windows = facts["system"].startswith("windows")
    inside = fit and facts["environment"] in ("venv", "conda")
    run = facts["own"] if inside else _run(dict(facts, environment="none"))
    if inside:
        lines = []
        if facts["uv"] and not facts["packages"].get("pip"):
            return ["uv pip install " + table["packages"]]
        if not facts["packages"].get("pip"):
            lines = [run + " -m ensurepip --upgrade"]
    elif facts["conda"]:
        lines = ["conda create -n dl python=%s -y" % python, "conda activate dl"]
    else:
        start = facts["command"] if fit else ("py -" if windows else "python") + python
        lines = ["mkdir C:\\dl", "cd C:\\dl"] if windows else ["mkdir -p ~/dl", "cd ~/dl"]
        lines.append(start + " -m venv .venv")
    # What an environment of this Python brings is no newer than the pip that it has.
    if fit and "pip-old" in bad and (inside or not facts["conda"]):
        lines.append(run + " -m pip install --upgrade pip")
    return lines + [run + " -m pip install " + table["packages"]]


# From findings to words


def sentences(finding, language):
    """What a finding says, what to do, and the lines to type, in one language."""
    what, do = spoken(finding, language)
    return what, do, [line.format(**finding["values"]) for line in TYPE.get(finding["id"], [])]


def spoken(finding, language):
    """What a finding says, and what to do."""
    words, name, values = WORDS[language], finding["id"], dict(finding["values"])
    if "stage" in values:
        values["stage"] = words["stage." + values["stage"]]
    if "where" in values:
        values["where"] = words["say.and"].join(words["place." + place] for place in values["where"])
    said = (words["find." + name], words.get("do." + name, ""))
    what, do = (settle(text.format(**values)) for text in said)
    return what, do


def settle(text):
    """Give particles the form that goes with what stands before them: 3.12(으로) -> 3.12로."""
    open_form = {"은": "는", "이": "가", "을": "를", "으로": "로"}

    def choose(match):
        letter, mark, particle = match.groups()
        if "가" <= letter <= "힣":
            final = (ord(letter) - ord("가")) % 28
            closed = final > 0 and not (final == 8 and particle == "으로")
        else:  # by its sound: 영 일 삼 육 칠 팔 엘 엠 엔 end in a consonant, 일 칠 팔 엘 in ㄹ
            closed = letter.lower() in ("036mn" if particle == "으로" else "013678lmn")
        return letter + mark + (particle if closed else open_form[particle])

    return re.sub(r"(\w)(['’]?)\((은|이|을|으로)\)", choose, text)


def hide(thing):
    """The same text, list or dict without the reader's name: the home folder as ~."""
    if isinstance(thing, dict):
        return {key: hide(value) for key, value in thing.items()}
    if isinstance(thing, (list, tuple)):
        return [hide(value) for value in thing]
    if not isinstance(thing, str):
        return thing
    homes = [os.path.expanduser("~"), os.environ.get("HOME", ""), os.environ.get("USERPROFILE", "")]
    homes.append(safely("", _account_home))
    homes += [os.path.realpath(home) for home in homes if home]
    for home in sorted({home for home in homes if len(home.strip("\\/")) > 2}, key=len, reverse=True):
        parts = [re.escape(part) for part in re.split(r"[\\/]+", home)]
        thing = re.sub(r"[\\/]+".join(parts) + r"(?![^\\/\s'\":,;)])", "~", thing, flags=re.IGNORECASE)
    # Other users' folders, and Windows' short form of one's own (HONGGI~1).
    return re.sub(r"([\\/]+(?:Users|home)[\\/]+)[^\\/'\":,;]+(?=[\\/])", r"\1<user>", thing, flags=re.IGNORECASE)


def _account_home():
    import pwd

    return pwd.getpwuid(os.getuid()).pw_dir


def page(name, table, language):
    """The address of the guide's page about a finding; "" where there is none or the guide's is not known."""
    if not table["site"] or name not in PAGES:
        return ""
    return table["site"] + ("" if language == next(iter(WORDS)) else language + "/") + PAGES[name]


def report(facts, table, language):
    """Everything that --json prints, without the reader's name."""
    findings = judge(facts, table)
    said = []
    for finding in findings:
        what, do, typed = sentences(finding, language)
        entry = {"id": finding["id"], "level": finding["level"], "what": what, "do": do, "type": typed}
        entry["page"] = page(finding["id"], table, language)
        said.append(dict(entry, lines=finding["lines"]))
    bad = any(finding["level"] == "bad" for finding in findings)
    return {
        "check_env": 1,
        "language": language,
        "table": table["date"],
        "status": int(bad),
        "facts": hide(facts),
        "findings": hide(said),
        "commands": hide(commands(facts, table, findings)),
    }


def render(facts, table, language):
    """Everything that is printed for a reader. Only the commands hold real paths: they are to be pasted."""
    words, told = WORDS[language], report(facts, table, language)
    python = ".".join(str(number) for number in facts["python"])
    lines = [words["say.title"].format(python=python, system=facts["system"], date=table["date"]), ""]
    for finding in told["findings"]:
        lines.append(words["level." + finding["level"]] + " " + finding["what"])
        lines += ["       | " + line for line in finding["lines"]]
        if finding["do"]:
            lines.append("       -> " + finding["do"])
        lines += ["          " + line for line in finding["type"]]
        if finding["page"] and finding["level"] != "ok":
            lines.append("          " + finding["page"])
    typed = commands(facts, table, judge(facts, table))
    if typed:
        lines += ["", words["say.commands"], ""] + ["    " + line for line in typed]
        venv = [line for line in typed if line.endswith("-m venv .venv")]
        if venv and not venv[0].startswith(facts["command"] + " "):
            lines += ["", settle(words["say.install-first"].format(best=read(table, facts)["best"]))]
    counts = {level: sum(finding["level"] == level for finding in told["findings"]) for level in ("warn", "bad")}
    end = "mend" if counts["bad"] else "fine-warn" if counts["warn"] else "fine"
    return "\n".join(lines + ["", words["say." + end].format(**counts)])


# A class: what a pupil hands in, and what a teacher makes of it

ANSWER = 1  # the shape of an answer, counted up when it changes
NAMED = "check_env-%s.json"
NAME = r"\w[\w-]{0,29}"
# What a finding's sentences name and an answer does not: kernels are called as their owner likes.
PRIVATE = {"names"}
LARGEST = 100000  # bytes of an answer; a real one has two thousand at most


def answer(facts, table, name, made):
    """What a pupil hands in: what is not in order, as names and numbers; no path, no user name.

    `made` is when, so that of two answers the later one counts: "2026-11-29 10:05:00".
    """
    findings = [finding for finding in judge(facts, table) if finding["level"] != "ok"]
    return {
        "answer": ANSWER,
        "name": name,
        "made": made,
        "table": table["date"],
        "system": facts["system"],
        "python": ".".join(str(number) for number in facts["python"]),
        "tensorflow": facts["packages"].get("tensorflow"),
        "findings": [
            {"id": finding["id"], "level": finding["level"], "values": _open(finding)} for finding in findings
        ],
    }


def _open(finding):
    """Of a finding's values those that its sentences name and that everybody may read."""
    texts = [words.get(kind + finding["id"], "") for words in WORDS.values() for kind in ("find.", "do.")]
    named = {field for text in texts for _, field, _, _ in string.Formatter().parse(text) if field}
    values = {key: finding["values"][key] for key in named - PRIVATE}
    if "paths" in values:  # keras.py, not where it lies
        values["paths"] = ", ".join(re.split(r"[\\/]", path)[-1] for path in values["paths"].split(", "))
    return values


class Unreadable(Exception):
    """A file that is no answer; its text is the name of the sentence that says why."""


def read_answer(data, table):
    """An answer from the bytes of its file. Raises Unreadable."""
    try:
        return _answer(json.loads(data), table)
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        pass
    raise Unreadable("class.broken")


def _answer(told, table):
    """What a file says, if it has the shape of an answer."""
    if "check_env" in told:
        raise Unreadable("class.json")
    if told["answer"] != ANSWER:
        raise Unreadable("class.newer" if told["answer"] > ANSWER else "class.broken")
    said = {key: _harmless(told[key]).strip() for key in ("name", "made", "table")}
    if not said["name"] or not re.match(r"\d{4}-\d\d-\d\d$", said["table"]):
        raise ValueError
    said["tensorflow"] = told["tensorflow"] and _harmless(told["tensorflow"])
    said["findings"] = []
    for finding in told["findings"]:
        if finding["level"] not in ("warn", "bad"):
            raise ValueError
        if "find." + finding["id"] not in next(iter(WORDS.values())):
            raise Unreadable("class.newer" if said["table"] > table["date"] else "class.broken")
        values = {key: _harmless(value) for key, value in finding["values"].items()}
        said["findings"].append({"id": finding["id"], "level": finding["level"], "values": values})
        _told(said["findings"][-1], next(iter(WORDS)))  # so that what cannot be said is noticed here
    return said


def _harmless(value):
    """A value of an answer: a number as it is, a text without what a terminal would take for a command."""
    if isinstance(value, list):
        return [_harmless(part) for part in value]
    if isinstance(value, (bool, int, float)):
        return value
    if not isinstance(value, str):
        raise TypeError
    return "".join(letter if letter.isprintable() else "?" for letter in unicodedata.normalize("NFC", value[:200]))


def _told(finding, language):
    """What is the case and what to do, in one line; only the latter where the answer keeps a name to itself."""
    what, do = spoken(dict(finding, values=dict({name: "" for name in PRIVATE}, **finding["values"])), language)
    kept = [name for name in PRIVATE if "{%s}" % name in WORDS[language]["find." + finding["id"]]]
    return do if kept else what + " -> " + do


def verdict(told, language):
    """Of an answer: ready, install or mend, and the next step; nothing where there is none."""
    bad = [finding for finding in told["findings"] if finding["level"] == "bad"]
    first = (bad or told["findings"] or [None])[0]
    step = _told(first, language) if first else ""
    if len(bad) > 1:
        step += " " + WORDS[language]["class.more"].format(number=len(bad) - 1)
    if bad:
        return "mend", step
    if not told["tensorflow"]:
        return "install", step or WORDS[language]["class.step"]
    return "ready", step


def tabulate(files, table, language):
    """What is printed of a class's answers, and whether all are there and ready; `files` maps names to bytes."""
    words, given, notes = WORDS[language], {}, []
    for file in sorted(files, key=_in_order):
        try:
            told = read_answer(files[file], table)
            given.setdefault(tuple(_in_order(told["name"])), []).append(dict(told, file=_harmless(file)))
        except Unreadable as why:
            notes.append(words[str(why)].format(file=_harmless(file)))
    rows = []
    for pupil in sorted(given):
        theirs = sorted(given[pupil], key=lambda told: told["made"])
        last, names = theirs[-1], ", ".join(told["file"] for told in theirs)
        if len(theirs) > 1:
            notes.append(words["class.twice"].format(name=last["name"], files=names, last=last["file"]))
        if last["table"] < table["date"]:
            notes.append(words["class.older"].format(name=last["name"], date=last["table"]))
        rows.append((last["name"],) + verdict(last, language))
    lines = [words["class.title"].format(number=len(rows), date=table["date"]), ""]
    names = max([_width(name) for name, _, _ in rows] or [0])
    verdicts = max(_width(words["class." + kind]) for kind in ("ready", "install", "mend"))
    for name, kind, step in rows:
        said = words["class." + kind]
        cells = [name + " " * (names - _width(name)), said + " " * (verdicts - _width(said)), step]
        lines.append("  ".join(cells).rstrip())
    counts = {kind: sum(row[1] == kind for row in rows) for kind in ("ready", "install", "mend")}
    lines += ["", words["class.counts"].format(**counts)]
    lines += [""] * bool(notes) + ["- " + note for note in notes]
    return "\n".join(lines), bool(rows) and counts["ready"] == len(rows) and not notes


def _in_order(text):
    """2 before 10, and names as the alphabet has them."""
    parts = [part for part in re.split(r"([0-9]+)", text.lower()) if part]
    return [(0, int(part), "") if re.match("[0-9]", part) else (1, 0, part) for part in parts]


def _width(text):
    """Columns of a terminal: a Hangul letter takes two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def _handed_in(folder):
    """The files of a folder that may be answers: {name: bytes}."""
    files = {}
    for name in os.listdir(folder):
        path = os.path.join(folder, name)
        if os.path.isfile(path) and (name.startswith("check_env-") or name.lower().endswith(".json")):
            with open(path, "rb") as file:
                files[name] = file.read(LARGEST)
    return files


def language_of_system():
    """One of WORDS: the system's language, or English."""
    if os.name == "nt":
        import ctypes
        import locale

        spoken = [locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")]
    else:
        spoken = [os.environ.get(name, "") for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")]
    first = next((name for name in spoken if name), "").lower()
    return next((language for language in WORDS if first.startswith(language)), "en")


def say(text, stream=None):
    """Print a line where it can be read; what the stream's encoding lacks is escaped, never an error."""
    stream = stream or sys.stdout
    encoding = getattr(stream, "encoding", None) or "utf-8"
    try:
        "가".encode(encoding)
    except (UnicodeError, LookupError):
        # An encoding without Hangul mostly means that none was set; then the terminal reads UTF-8.
        encoding = "utf-8" if any(ord(letter) > 127 for letter in text) else "ascii"
    data = (text + "\n").encode(encoding, "backslashreplace")
    if hasattr(stream, "buffer"):
        stream.flush()
        stream.buffer.write(data.replace(b"\n", os.linesep.encode()))
        stream.buffer.flush()
    else:
        stream.write(data.decode(encoding))


def readable(told, stream=None):
    """JSON with its letters as they are, or escaped where the terminal lacks one: \\x41 would be no JSON."""
    text = json.dumps(told, indent=1, sort_keys=True, ensure_ascii=False)
    try:
        text.encode(getattr(stream or sys.stdout, "encoding", None) or "utf-8")
    except (UnicodeError, LookupError):
        text = json.dumps(told, indent=1, sort_keys=True)
    return text


def saved(facts, name, language):
    """Whether a pupil's answer could be written into this folder; says where it is, or why not."""
    text = json.dumps(answer(facts, TABLE, name, time.strftime("%Y-%m-%d %H:%M:%S")), indent=1, sort_keys=True)
    try:
        with open(NAMED % name, "w", encoding="ascii") as file:
            file.write(text + "\n")
    except OSError:
        say(WORDS[language]["class.not-written"].format(file=NAMED % name), sys.stderr)
        return False
    say(WORDS[language]["class.written"].format(file=NAMED % name))
    return True


def of_a_class(folder, language):
    """Print what to do for each pupil. The exit status: 0 all ready, 1 something to do, 2 no answers there."""
    try:
        files = _handed_in(folder)
    except OSError:
        say(WORDS[language]["class.no-folder"].format(folder=folder), sys.stderr)
        return 2
    if not files:
        say(WORDS[language]["class.empty"].format(folder=folder, example=NAMED % "07"), sys.stderr)
        return 2
    text, ready = tabulate(files, TABLE, language)
    say(text)
    return int(not ready)


def main(arguments=None):
    """The exit status: 0 fine, 1 something to mend, 2 called wrongly."""
    parser = argparse.ArgumentParser(
        prog="check_env.py",
        description="Say whether this Python can have TensorFlow, or whether the installed one works.",
        epilog="Exit status: 0 fine, 1 something to mend, 2 called wrongly. Nothing is changed, nothing is sent; "
        "--save alone writes a file.",
    )
    parser.add_argument("--lang", choices=sorted(WORDS), help="without it, the system's language")
    parser.add_argument("--json", action="store_true", help="for a bug report; without your user name")
    parser.add_argument("--save", metavar="NAME", help="write an answer to hand in, too: check_env-NAME.json")
    parser.add_argument("--tabulate", metavar="FOLDER", help="what to do for each pupil who handed one in")
    chosen = parser.parse_args(arguments)
    language = chosen.lang or safely("en", language_of_system)
    if chosen.tabulate is not None:
        return of_a_class(chosen.tabulate, language)
    if chosen.save is not None and not re.match(NAME + r"\Z", chosen.save):
        say(WORDS[language]["class.name"].format(example=NAMED % "07"), sys.stderr)
        return 2
    facts = look()
    if facts["packages"].get("tensorflow"):
        say(WORDS[language]["say.training"], sys.stderr)
        facts["train"] = train()
    if chosen.json:
        told = report(facts, TABLE, language)
        say(readable(told))
        return told["status"]
    say(render(facts, TABLE, language))
    if chosen.save is not None and not saved(facts, chosen.save, language):
        return 2
    return int(any(finding["level"] == "bad" for finding in judge(facts, TABLE)))


if __name__ == "__main__":
    try:
        status = main()
    finally:
        sys.path[:] = _PATH  # a notebook that runs this file goes on with its own
    if status:
        sys.exit(status)
