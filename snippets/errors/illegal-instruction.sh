# --8<-- [start:avx]
grep -q -w avx /proc/cpuinfo && echo "AVX: yes" || echo "AVX: NO"
# --8<-- [end:avx]

# --8<-- [start:emulate]
apt-get download -qq qemu-user-static 2> said.txt
dpkg -x qemu-user-static*.deb qemu
cat > paths.py <<'END'
import os, sys, sysconfig
print(os.path.realpath(sys.executable), sysconfig.get_path("purelib"))
END
read -r python packages < <(python paths.py)
cat > on.sh <<END
PYTHONPATH=$packages qemu/usr/bin/qemu-x86_64-static -cpu \$1 \
  $python -c "import \$2; print('\$1: \$2 imported')"
END
bash on.sh Nehalem numpy 2> said.txt
bash on.sh Haswell tensorflow 2> said.txt
# --8<-- [end:emulate]

# --8<-- [start:without-avx]
bash on.sh Nehalem tensorflow 2>&1 | grep -o "Illegal instruction"
# --8<-- [end:without-avx]

# --8<-- [start:signal]
python -c "import os, signal; os.kill(os.getpid(), signal.SIGILL)" ||
  echo "status $?"
# --8<-- [end:signal]
