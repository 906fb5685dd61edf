@echo off
rem Starts Bonsai Studio from its source tree: builds it when that is needed, then runs it.
rem Without an argument the studio opens; with arguments it is the command line.
setlocal DisableDelayedExpansion
set "root=%~dp0"
set "root=%root:~0,-1%"
set "target=%root%\app\target"

set "java=java"
if not defined JAVA_HOME goto :java_known
set "java=%JAVA_HOME%\bin\java.exe"
if not exist "%java%" (
  echo bonsai: JAVA_HOME is %JAVA_HOME%, which has no bin\java.exe; correct it or unset it. 1>&2
  exit /b 1
)
:java_known
where /q "%java%" 2>nul || if not exist "%java%" (
  echo bonsai: Java is missing; install a JDK, version 17 or newer. 1>&2
  exit /b 1
)

rem Stale: no build yet, the engine's jar is gone, or a source is newer than the build.
set "BONSAI_ROOT=%root%"
powershell -NoProfile -ExecutionPolicy Bypass -Command ^
  "$r = $env:BONSAI_ROOT; $t = Join-Path $r 'app\target';" ^
  "$stamp = Join-Path $t 'launcher.stamp'; $cp = Join-Path $t 'launcher.classpath';" ^
  "if (-not (Test-Path $stamp) -or -not (Test-Path $cp)) { exit 1 };" ^
  "if (-not (Test-Path ((Get-Content $cp -Raw).Split(';')[0]))) { exit 1 };" ^
  "$built = (Get-Item $stamp).LastWriteTimeUtc;" ^
  "$sources = 'pom.xml','engine\pom.xml','app\pom.xml','engine\src\main','app\src\main' | ForEach-Object { Join-Path $r $_ };" ^
  "$files = @(Get-Item $sources) + @(Get-ChildItem $sources -Recurse);" ^
  "if ($files | Where-Object { $_.LastWriteTimeUtc -gt $built } | Select-Object -First 1) { exit 1 }"
if not errorlevel 1 goto :run

"%java%" -version 2>&1 | findstr /r /c:"version \"1[7-9]\." /c:"version \"[2-9][0-9]" /c:"version \"1[7-9]\"" >nul
if errorlevel 1 (
  echo bonsai: Java 17 or newer is needed; set JAVA_HOME to a newer JDK. 1>&2
  exit /b 1
)
if exist "%target%\launcher.stamp" (
  echo Building Bonsai ^(its sources have changed^)... 1>&2
) else (
  echo Building Bonsai ^(first use, about a minute^)... 1>&2
)
if not exist "%target%" mkdir "%target%"
type nul > "%target%\launcher.began"
set "flags=-q -B -Dmaven.test.skip=true -Dspotless.check.skip=true -Djacoco.skip=true"
pushd "%root%"
rem Offline first: after the first build nothing is fetched any more, not even looked up.
call mvnw.cmd -o %flags% package > "%target%\launcher.log" 2>&1
if errorlevel 1 call mvnw.cmd %flags% package > "%target%\launcher.log" 2>&1
if errorlevel 1 (
  popd
  type "%target%\launcher.log" 1>&2
  echo bonsai: the build failed; its messages are above. The first build needs the network. 1>&2
  exit /b 1
)
popd
move /y "%target%\launcher.began" "%target%\launcher.stamp" >nul

:run
rem The class path is too long for a variable: Java reads it from an argument file.
powershell -NoProfile -ExecutionPolicy Bypass -Command ^
  "$t = Join-Path $env:BONSAI_ROOT 'app\target';" ^
  "$cp = (Join-Path $t 'bonsai-app.jar') + ';' + (Get-Content (Join-Path $t 'launcher.classpath') -Raw).Trim();" ^
  "$line = '-cp ' + [char]34 + $cp.Replace('\','\\') + [char]34;" ^
  "[IO.File]::WriteAllText((Join-Path $t 'launcher.args'), $line, (New-Object Text.UTF8Encoding $false))"
rem OpenMP threads sleep while they wait: spinning beside other work is many times slower.
if not defined OMP_WAIT_POLICY set "OMP_WAIT_POLICY=passive"
if not defined BONSAI_TERMINAL set "BONSAI_TERMINAL=true"
set "main=studio.bonsai.engine.cli.Main"
set "tuning=-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xms32m -XX:MaxNewSize=32m"
if "%~1"=="" (
  set "main=studio.bonsai.app.Main"
  set "tuning="
)
"%java%" %tuning% -XX:+IgnoreUnrecognizedVMOptions --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow "-Dbonsai.assets=%root%\assets" %BONSAI_JAVA_OPTIONS% "@%target%\launcher.args" %main% %*
exit /b %errorlevel%
